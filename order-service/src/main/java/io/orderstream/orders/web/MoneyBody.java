package io.orderstream.orders.web;

import io.orderstream.orders.domain.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/** An amount in JSON. */
@Schema(name = "Money")
@MoneyBody.Payable
record MoneyBody(
    @Schema(
            description = "A decimal with as many digits behind the point as the currency has",
            example = "12.50")
        @NotNull
        String amount,
    @Schema(description = "ISO 4217 code", example = "EUR") @NotNull String currency) {

  static MoneyBody of(Money money) {
    return new MoneyBody(money.digits(), money.currency().getCurrencyCode());
  }

  Money toMoney() {
    return Money.of(amount, currency);
  }

  /** Holds amounts that {@link Money} accepts. */
  @Constraint(validatedBy = Payable.Check.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Payable {

    String message() default "must be an amount of its currency";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Money}. */
    final class Check implements ConstraintValidator<Payable, MoneyBody> {

      @Override
      @SuppressWarnings("NullAway") // unvalidated, so any part can be null
      public boolean isValid(@Nullable MoneyBody body, ConstraintValidatorContext context) {
        if (body == null || body.amount == null || body.currency == null) {
          return true;
        }
        try {
          body.toMoney();
          return true;
        } catch (IllegalArgumentException _) {
          return false;
        }
      }
    }
  }
}
