package io.orderstream.inventory.domain;

import java.util.List;

/** What an order asks of the stock. */
public sealed interface StockRequest {

  OrderId orderId();

  /**
   * All of these items, or none.
   *
   * @param items one entry for each sku, in sku order; lines of one sku are added up
   */
  record Reserve(OrderId orderId, List<ItemQuantity> items) implements StockRequest {

    public Reserve {
      items = ItemQuantity.addedUp(items);
    }
  }

  /** The order is off: whatever it holds goes back, and it shall never hold anything again. */
  record Release(OrderId orderId) implements StockRequest {}
}
