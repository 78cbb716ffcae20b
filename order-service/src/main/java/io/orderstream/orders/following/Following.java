package io.orderstream.orders.following;

import io.orderstream.orders.domain.Order;

/**
 * Lasts until it is closed.
 *
 * @param order the order as it was when the following began
 */
public record Following(Order order, Runnable end) implements AutoCloseable {

  @Override
  public void close() {
    end.run();
  }
}
