package io.orderstream.inventory.domain;

/** By how many the available stock changes: more if positive, fewer if negative. */
public record StockDelta(int value) {

  /**
   * @throws IllegalArgumentException if the value is zero
   */
  public StockDelta {
    if (value == 0) {
      throw new IllegalArgumentException("an adjustment changes the stock by at least one");
    }
  }
}
