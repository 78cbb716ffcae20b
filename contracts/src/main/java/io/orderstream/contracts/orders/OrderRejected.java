package io.orderstream.contracts.orders;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.RefusedItem;
import java.time.Instant;
import java.util.List;

/**
 * The order cannot be fulfilled; nothing is reserved for it.
 *
 * @param refused the items it failed for, in sku order
 */
public record OrderRejected(OrderSnapshot order, List<RefusedItem> refused, Instant rejectedAt)
    implements OrderEvent {

  public static final String TYPE = "io.orderstream.order.rejected.v1";

  public OrderRejected {
    requireNonNull(order, "order");
    refused = List.copyOf(refused);
    requireNonNull(rejectedAt, "rejectedAt");
  }
}
