package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.Currency;

/** An amount as callers write and read it. */
@Schema(name = "Money")
record MoneyBody(
    @Schema(example = "12.50", description = "A plain decimal, never finer than the currency")
        @NotNull
        String amount,
    @Schema(example = "EUR", description = "ISO 4217 code") @NotNull String currency) {

  static MoneyBody of(Money money) {
    return new MoneyBody(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  Money toMoney(String pointer) {
    Currency code = InvalidInput.inField(pointer + "/currency", () -> Money.currency(currency));
    return InvalidInput.inField(pointer + "/amount", () -> Money.of(amount, code));
  }
}
