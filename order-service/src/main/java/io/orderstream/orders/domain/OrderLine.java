package io.orderstream.orders.domain;

/**
 * A line of an order, priced when the order was placed.
 *
 * @param name what the catalogue called the item then
 * @param unitPrice what one of it cost then
 */
public record OrderLine(Sku sku, String name, Quantity quantity, Money unitPrice) {

  /**
   * The unit price times the quantity.
   *
   * @throws AmountTooLarge if it is
   */
  public Money total() {
    return unitPrice.times(quantity);
  }
}
