package io.orderstream.inventory.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of at least zero and below a billion, with as many digits behind the point as the
 * currency has.
 */
public record Money(BigDecimal amount, Currency currency) {

  private static final BigDecimal LIMIT = new BigDecimal("1000000000");
  private static final Pattern PLAIN_DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");

  /**
   * @throws IllegalArgumentException if the amount is out of range or finer than the currency
   */
  public Money {
    int digits = currency.getDefaultFractionDigits();
    if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
      throw new IllegalArgumentException("an amount is at least 0 and below " + LIMIT);
    }
    if (amount.stripTrailingZeros().scale() > digits) {
      throw new IllegalArgumentException(
          "an amount in %s has at most %d digits behind the point".formatted(currency, digits));
    }
    amount = amount.setScale(digits, RoundingMode.UNNECESSARY);
  }

  /**
   * Reads a plain decimal such as {@code 12.50}. Digits left out behind the point are zeros: {@code
   * 12.5} and {@code 12} will do for euros; {@code 12.505} is refused, never rounded.
   *
   * @throws IllegalArgumentException if it is no plain decimal, out of range or finer than the
   *     currency
   */
  public static Money of(String amount, Currency currency) {
    if (!PLAIN_DECIMAL.matcher(amount).matches()) {
      throw new IllegalArgumentException(
          "an amount is a plain decimal such as 12.50, at least 0 and below " + LIMIT);
    }
    return new Money(new BigDecimal(amount), currency);
  }

  /**
   * The currency of an ISO 4217 code.
   *
   * @throws IllegalArgumentException if there is none, or nothing is priced in it
   */
  public static Currency currency(String code) {
    Currency currency;
    try {
      currency = Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a currency is an ISO 4217 code such as EUR");
    }
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(code + " is a currency that nothing is priced in");
    }
    return currency;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
