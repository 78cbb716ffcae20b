package io.orderstream.inventory.domain;

/**
 * Why an order could not have an item.
 *
 * @param requested how many it asked for, over all its lines
 * @param available how many there were; 0 where the item is unknown
 */
public record RefusedItem(Sku sku, Reason reason, Quantity requested, int available) {

  public enum Reason {
    INSUFFICIENT_STOCK,
    UNKNOWN_ITEM
  }
}
