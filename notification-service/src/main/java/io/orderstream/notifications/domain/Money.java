package io.orderstream.notifications.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount in a currency. */
public record Money(BigDecimal amount, Currency currency) {

  public Money {
    requireNonNull(amount, "amount");
    requireNonNull(currency, "currency");
  }
}
