package io.orderstream.orders.domain;

/** How many of an item a line asks for: {@link #MIN} to {@link #MAX}. */
public record Quantity(int value) {

  public static final int MIN = 1;
  public static final int MAX = 10_000;

  /**
   * @throws IllegalArgumentException if the value is outside the bounds
   */
  public Quantity {
    if (value < MIN || value > MAX) {
      throw new IllegalArgumentException(
          "a quantity is %d to %d, not %d".formatted(MIN, MAX, value));
    }
  }
}
