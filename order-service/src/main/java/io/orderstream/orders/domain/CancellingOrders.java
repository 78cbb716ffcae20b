package io.orderstream.orders.domain;

import java.time.Clock;
import java.util.List;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls orders off. */
@Service
public class CancellingOrders {

  private final Orders orders;
  private final Clock clock;

  CancellingOrders(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * Cancels an order; one that is cancelled already stays as it is.
   *
   * @param reach whose orders the caller may cancel
   * @param expected which versions of the order the caller means to cancel
   * @param cause what led to it
   * @throws OrderNotFound if there is no such order within reach
   * @throws StaleVersion if the order is of another version
   * @throws TransitionForbidden if the order was rejected
   */
  @OnRequest
  @Transactional
  public Order cancel(OrderId id, Reach reach, IntPredicate expected, Cause cause) {
    Order order =
        orders.lock(List.of(id)).stream()
            .filter(found -> reach.covers(found.customerId()))
            .findFirst()
            .orElseThrow(() -> OrderNotFound.withId(id));
    if (!expected.test(order.version())) {
      throw StaleVersion.of(order);
    }
    if (order.status() == OrderStatus.CANCELLED) {
      return order;
    }
    order.cancel(clock.instant(), cause);
    orders.update(List.of(order));
    return order;
  }
}
