package io.orderstream.requestresponse.orders;

import io.orderstream.contracts.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to order, as the product takes it. */
record PlaceOrderRequest(
    @Pattern(regexp = "[!-~]{1,255}", message = "must be 1 to 255 printable characters")
        @Nullable String customerId,
    @Pattern(regexp = EMAIL, message = "must be an e-mail address") @Nullable String email,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines,
    @Nullable Money expectedTotal) {

  private static final String EMAIL =
      "(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
          + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*";

  OrderDraft toDraft(String customer) {
    return new OrderDraft(
        customer,
        email,
        lines.stream().map(line -> OrderLine.unpriced(line.sku(), line.quantity())).toList(),
        expectedTotal);
  }

  /** One line; a sku may stand in several. */
  record Line(
      @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", message = "must be a sku")
          String sku,
      @NotNull @Min(1) @Max(10_000) Integer quantity) {}
}
