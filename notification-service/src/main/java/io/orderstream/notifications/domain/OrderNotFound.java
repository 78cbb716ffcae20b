package io.orderstream.notifications.domain;

import java.util.UUID;

/** No event has told of such an order, or not yet. */
public final class OrderNotFound extends RuntimeException {

  private OrderNotFound(String message) {
    super(message);
  }

  public static OrderNotFound withId(UUID id) {
    return new OrderNotFound(
        "There is no order " + id + "; a new order appears here a moment after it was placed");
  }
}
