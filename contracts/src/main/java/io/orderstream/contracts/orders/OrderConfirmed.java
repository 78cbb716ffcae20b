package io.orderstream.contracts.orders;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The stock of every line is reserved for the order. */
public record OrderConfirmed(OrderSnapshot order, Instant confirmedAt) implements OrderEvent {

  public static final String TYPE = "io.orderstream.order.confirmed.v1";

  public OrderConfirmed {
    requireNonNull(order, "order");
    requireNonNull(confirmedAt, "confirmedAt");
  }
}
