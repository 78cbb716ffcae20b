package io.orderstream.orders.domain;

/**
 * Why one sku of an order could not be reserved.
 *
 * @param requested how many the order asked for, over all its lines
 * @param available how many there were; 0 where the item is unknown
 */
public record RefusedItem(Sku sku, Reason reason, int requested, int available) {

  public enum Reason {
    INSUFFICIENT_STOCK,
    UNKNOWN_ITEM
  }
}
