package io.orderstream.orders.domain;

/** An order cannot go from the state it is in to the one asked for. */
public final class TransitionForbidden extends RuntimeException {

  private TransitionForbidden(String message) {
    super(message);
  }

  static TransitionForbidden of(Order order, OrderStatus next) {
    return new TransitionForbidden(
        "Order %s is %s and cannot become %s".formatted(order.id(), order.status(), next));
  }
}
