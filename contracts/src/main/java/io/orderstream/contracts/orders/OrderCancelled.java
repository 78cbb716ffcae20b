package io.orderstream.contracts.orders;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The order was called off; what was reserved for it goes back. */
public record OrderCancelled(OrderSnapshot order, Instant cancelledAt) implements OrderEvent {

  public static final String TYPE = "io.orderstream.order.cancelled.v1";

  public OrderCancelled {
    requireNonNull(order, "order");
    requireNonNull(cancelledAt, "cancelledAt");
  }
}
