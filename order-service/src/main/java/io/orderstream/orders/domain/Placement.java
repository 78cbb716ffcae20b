package io.orderstream.orders.domain;

/**
 * What a request to place an order led to.
 *
 * @param order the order as it was accepted
 * @param replayed whether an earlier request placed it
 */
public record Placement(Order order, boolean replayed) {

  static Placement of(Order order) {
    return new Placement(order, false);
  }

  static Placement replayOf(Order order) {
    return new Placement(order.asAccepted(), true);
  }
}
