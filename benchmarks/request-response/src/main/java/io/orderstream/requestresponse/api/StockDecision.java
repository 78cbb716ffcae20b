package io.orderstream.requestresponse.api;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import java.util.List;

/**
 * What inventory decided on an order.
 *
 * @param items the items of its lines that exist, each once
 * @param refused why nothing is reserved, in sku order; empty if everything is
 */
public record StockDecision(List<Item> items, List<RefusedItem> refused) {

  public StockDecision {
    items = List.copyOf(items);
    refused = List.copyOf(refused);
  }

  /** What an item is called and costs now. */
  public record Item(String sku, String name, Money unitPrice) {}
}
