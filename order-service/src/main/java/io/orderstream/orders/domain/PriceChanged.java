package io.orderstream.orders.domain;

/** An order costs something else than the customer was told. */
public final class PriceChanged extends RuntimeException {

  private final transient Money total;

  private PriceChanged(Money expected, Money total) {
    super("The order comes to %s, not %s".formatted(total, expected));
    this.total = total;
  }

  static PriceChanged from(Money expected, Money total) {
    return new PriceChanged(expected, total);
  }

  /** What the order costs now. */
  public Money total() {
    return total;
  }
}
