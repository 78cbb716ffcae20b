package io.orderstream.orders.domain;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Confirms or rejects orders when inventory has answered. */
@Service
public class SettlingOrders {

  private static final Logger log = LoggerFactory.getLogger(SettlingOrders.class);

  private final Orders orders;
  private final Clock clock;

  SettlingOrders(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * Settles each order by its reply, all in one transaction. A reply to an order that was cancelled
   * meanwhile changes nothing: inventory hears of the cancellation as well.
   *
   * @throws OrderNotFound if there is no such order
   * @throws TransitionForbidden if an order was settled before
   */
  @Transactional
  public void settle(List<StockReply> replies) {
    Map<OrderId, Order> replied = lock(replies);
    Instant now = clock.instant();
    List<Order> settled = new ArrayList<>(replies.size());
    for (StockReply reply : replies) {
      Order order = replied.get(reply.orderId());
      if (order == null) {
        throw OrderNotFound.withId(reply.orderId());
      }
      if (order.status() == OrderStatus.CANCELLED) {
        log.debug("order {} was cancelled before inventory answered", order.id());
        continue;
      }
      switch (reply) {
        case StockReply.Reserved _ -> order.confirm(now, reply.cause());
        case StockReply.Refused refused -> order.reject(refused.items(), now, reply.cause());
      }
      settled.add(order);
    }
    orders.update(settled);
  }

  private Map<OrderId, Order> lock(List<StockReply> replies) {
    return orders.lock(replies.stream().map(StockReply::orderId).toList()).stream()
        .collect(toMap(Order::id, Function.identity()));
  }
}
