package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks orders up. */
@Service
@Transactional(readOnly = true)
public class FindingOrders {

  private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id.value");

  private final Orders orders;
  private final Clock clock;

  FindingOrders(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * The order as it is now.
   *
   * @throws OrderNotFound if there is no such order
   */
  public Order find(OrderId id) {
    return orders.findById(id).orElseThrow(() -> OrderNotFound.withId(id));
  }

  /** The newest orders that match, newest first. */
  public OrderPage find(OrderQuery query) {
    List<Order> found =
        orders.findBy(
            query.matches(),
            matches -> matches.sortBy(NEWEST_FIRST).limit(query.limit() + 1).all());
    return OrderPage.of(found, query.limit());
  }

  /** How many orders wait for inventory's answer for longer than the given time. */
  public long countPendingLongerThan(Duration time) {
    return orders.countPendingSince(clock.instant().minus(time));
  }
}
