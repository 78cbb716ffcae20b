package io.orderstream.requestresponse.orders;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.Money;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param name what inventory calls the item; null until it has answered
 * @param unitPrice what one of it costs; null until inventory has answered
 */
record OrderLine(String sku, int quantity, @Nullable String name, @Nullable Money unitPrice) {

  static OrderLine unpriced(String sku, int quantity) {
    return new OrderLine(sku, quantity, null, null);
  }

  /** What the line comes to, once it is priced. */
  Amount total() {
    return Amount.of(requireNonNull(unitPrice, "not priced yet")).times(quantity);
  }
}
