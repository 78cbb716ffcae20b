package io.orderstream.orders.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** A price, a line or an order came to more than can be asked for. */
public final class AmountTooLarge extends IllegalArgumentException {

  private AmountTooLarge(String message) {
    super(message);
  }

  static AmountTooLarge of(BigDecimal amount, Currency currency) {
    return new AmountTooLarge("%s %s is too large".formatted(amount.toPlainString(), currency));
  }
}
