package io.orderstream.inventory.domain;

/** An item to begin with, and how many of it there are. */
public record StockedItem(ItemDefinition definition, int stock) {

  /**
   * @throws IllegalArgumentException if the stock is negative or above {@link
   *     StockItem#STOCK_LIMIT}
   */
  public StockedItem {
    if (stock < 0 || stock > StockItem.STOCK_LIMIT) {
      throw new IllegalArgumentException("a stock is 0 to " + StockItem.STOCK_LIMIT);
    }
  }
}
