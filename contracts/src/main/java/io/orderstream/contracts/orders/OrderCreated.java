package io.orderstream.contracts.orders;

import static java.util.Objects.requireNonNull;

/** An order was accepted; its stock is not reserved yet. */
public record OrderCreated(OrderSnapshot order) implements OrderEvent {

  public static final String TYPE = "io.orderstream.order.created.v1";

  public OrderCreated {
    requireNonNull(order, "order");
  }
}
