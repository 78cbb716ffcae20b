package io.orderstream.orders.domain;

import java.util.List;

/** The lines of one order, in the customer's sequence: at least one, at most {@link #MAX}. */
public record OrderLines(List<OrderLine> asList) {

  public static final int MAX = 100;

  /**
   * @throws IllegalArgumentException if there is no line, or more than {@link #MAX}
   */
  public OrderLines {
    if (asList.isEmpty() || asList.size() > MAX) {
      throw new IllegalArgumentException(
          "an order has 1 to %d lines, not %d".formatted(MAX, asList.size()));
    }
    asList = List.copyOf(asList);
  }

  /**
   * The sum of the lines.
   *
   * @throws AmountTooLarge if it is
   * @throws MixedCurrencies if two lines have different currencies
   */
  Money total() {
    return asList.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
  }
}
