package io.orderstream.contracts;

import static java.util.Objects.requireNonNull;

/**
 * An amount of money on the wire.
 *
 * @param amount a decimal with as many digits behind the point as the currency has, such as {@code
 *     "12.50"}
 * @param currency ISO 4217 code
 */
public record Money(String amount, String currency) {

  public Money {
    requireNonNull(amount, "amount");
    requireNonNull(currency, "currency");
  }
}
