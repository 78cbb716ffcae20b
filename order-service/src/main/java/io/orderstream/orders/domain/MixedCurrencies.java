package io.orderstream.orders.domain;

import java.util.Currency;

/** Amounts of different currencies have no sum. */
public final class MixedCurrencies extends RuntimeException {

  private MixedCurrencies(String message) {
    super(message);
  }

  static MixedCurrencies of(Currency one, Currency other) {
    return new MixedCurrencies("%s and %s have no common total".formatted(one, other));
  }
}
