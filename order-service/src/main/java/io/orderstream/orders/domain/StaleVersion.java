package io.orderstream.orders.domain;

/** An order is not the version any more that a change was meant for. */
public final class StaleVersion extends RuntimeException {

  private StaleVersion(String message) {
    super(message);
  }

  static StaleVersion of(Order order) {
    return new StaleVersion("Order %s is version %d now".formatted(order.id(), order.version()));
  }
}
