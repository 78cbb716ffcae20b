package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the orders that are stuck: those that inventory did not answer in time. */
@Service
@Transactional(readOnly = true)
public class WatchingOrders {

  private final Orders orders;
  private final Duration stuckAfter;
  private final Clock clock;

  WatchingOrders(Orders orders, WatchingProperties properties, Clock clock) {
    this.orders = orders;
    this.stuckAfter = properties.stuckAfter();
    this.clock = clock;
  }

  /** How many orders are stuck now. */
  public long countStuck() {
    return orders.countPendingBelow(OrderId.firstAt(clock.instant().minus(stuckAfter)));
  }

  /**
   * The orders that are stuck now, oldest first.
   *
   * @param after the last order of the page before, if any
   * @param limit the most orders to return
   */
  @OnRequest
  public StuckOrders findStuck(@Nullable OrderId after, int limit) {
    Instant now = clock.instant();
    List<Order> found = orders.pending(after, OrderId.firstAt(now.minus(stuckAfter)), limit + 1);
    return new StuckOrders(OrderPage.of(found, limit), stuckAfter, now);
  }
}
