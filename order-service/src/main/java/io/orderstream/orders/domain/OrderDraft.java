package io.orderstream.orders.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to order.
 *
 * @param email where mails about it go, if the customer wants any
 * @param lines 1 to {@link OrderLines#MAX}; one sku may stand in several
 * @param expectedTotal what the customer was told it costs, if that is to be held to
 */
public record OrderDraft(
    CustomerId customerId,
    @Nullable EmailAddress email,
    List<Line> lines,
    @Nullable Money expectedTotal) {

  public OrderDraft {
    lines = List.copyOf(lines);
  }

  /** One line, still without a price. */
  public record Line(Sku sku, Quantity quantity) {

    OrderLine pricedBy(CatalogueItem item) {
      return new OrderLine(sku, item.name(), quantity, item.unitPrice());
    }
  }
}
