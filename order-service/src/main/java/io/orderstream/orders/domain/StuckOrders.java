package io.orderstream.orders.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Orders that inventory did not answer in time.
 *
 * @param stuckAfter how long an order may wait
 * @param asOf when this was so
 */
public record StuckOrders(OrderPage page, Duration stuckAfter, Instant asOf) {

  /** How long an order has been waiting. */
  public Duration pendingFor(Order order) {
    return Duration.between(order.placedAt(), asOf);
  }
}
