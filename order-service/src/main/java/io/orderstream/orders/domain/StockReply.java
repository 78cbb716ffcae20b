package io.orderstream.orders.domain;

import java.util.List;

/** What inventory answered to an order. */
public sealed interface StockReply {

  OrderId orderId();

  /** The answer as it came, for what follows from it. */
  Cause cause();

  /** Everything in the order is held for it. */
  record Reserved(OrderId orderId, Cause cause) implements StockReply {}

  /**
   * Not everything was there, so nothing is held.
   *
   * @param items what was short, in sku order
   */
  record Refused(OrderId orderId, List<RefusedItem> items, Cause cause) implements StockReply {

    public Refused {
      items = List.copyOf(items);
    }
  }
}
