package io.orderstream.orders.web;

import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.EmailAddress;
import io.orderstream.orders.domain.OrderDraft;
import io.orderstream.orders.domain.OrderLines;
import io.orderstream.orders.domain.Quantity;
import io.orderstream.orders.domain.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to order. */
record PlaceOrderRequest(
    @Schema(
            example = "customer-42",
            description =
                "Whose order it is: left out by customers who order for themselves, required of"
                    + " those who act for others")
        @Pattern(regexp = CustomerId.PATTERN, message = "must be 1 to 255 printable characters")
        @Nullable String customerId,
    @Schema(example = "ada@example.org", description = "Where mails about the order go, if wanted")
        @Pattern(regexp = EmailAddress.PATTERN, message = "must be an e-mail address")
        @Nullable String email,
    @NotNull @Size(min = 1, max = OrderLines.MAX) List<@NotNull @Valid Line> lines,
    @Schema(description = "What the customer was told: another total is refused, not charged")
        @Valid
        @Nullable MoneyBody expectedTotal) {

  @Nullable CustomerId customer() {
    return customerId == null ? null : new CustomerId(customerId);
  }

  OrderDraft toDraft(CustomerId customer) {
    return new OrderDraft(
        customer,
        email == null ? null : new EmailAddress(email),
        lines.stream().map(Line::toDraft).toList(),
        expectedTotal == null ? null : expectedTotal.toMoney());
  }

  /** One line; a sku may stand in several. */
  @Schema(name = "PlaceOrderLine")
  record Line(
      @Schema(example = "TEA-EARL-GREY")
          @NotNull
          @Pattern(regexp = Sku.PATTERN, message = "must be a sku")
          String sku,
      @Schema(example = "2") @NotNull @Min(Quantity.MIN) @Max(Quantity.MAX) Integer quantity) {

    OrderDraft.Line toDraft() {
      return new OrderDraft.Line(new Sku(sku), new Quantity(quantity));
    }
  }
}
