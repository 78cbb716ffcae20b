package io.orderstream.orders.domain;

/** There is no such order. */
public final class OrderNotFound extends RuntimeException {

  private OrderNotFound(String message) {
    super(message);
  }

  static OrderNotFound withId(OrderId id) {
    return new OrderNotFound("There is no order " + id);
  }
}
