package io.orderstream.orders.domain;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks orders up. */
@Service
@Transactional(readOnly = true)
public class FindingOrders {

  private final Orders orders;

  FindingOrders(Orders orders) {
    this.orders = orders;
  }

  /**
   * The order as it is now.
   *
   * @throws OrderNotFound if there is no such order within reach
   */
  @OnRequest
  public Order find(OrderId id, Reach reach) {
    return orders
        .find(id)
        .filter(order -> reach.covers(order.customerId()))
        .orElseThrow(() -> OrderNotFound.withId(id));
  }

  /** Those of the given orders that exist, as they are now, in one query. */
  public List<Order> findAll(Collection<OrderId> ids) {
    return orders.find(ids);
  }

  /** The newest orders that match, newest first. */
  @OnRequest
  public OrderPage find(OrderQuery query) {
    List<Order> found = orders.newest(query, query.limit() + 1);
    return OrderPage.of(found, query.limit());
  }
}
