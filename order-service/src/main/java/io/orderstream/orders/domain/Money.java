package io.orderstream.orders.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount that can be asked for: not negative, below one trillion, and with exactly as many
 * digits behind the point as its currency has.
 */
public record Money(BigDecimal amount, Currency currency) {

  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,4})?");

  /**
   * @throws AmountTooLarge if the amount is one trillion or more
   * @throws IllegalArgumentException if it is negative or finer than its currency's smallest coin
   */
  public Money {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("an amount is never negative: " + amount);
    }
    if (amount.compareTo(LIMIT) >= 0) {
      throw AmountTooLarge.of(amount, currency);
    }
    amount = withDigitsOf(currency, amount);
  }

  /**
   * Reads an amount such as {@code "12.50"}, {@code "EUR"}.
   *
   * @throws AmountTooLarge if the amount is one trillion or more
   * @throws IllegalArgumentException if it is no plain decimal, is finer than the currency's
   *     smallest coin, or the currency is unknown
   */
  public static Money of(String amount, String currency) {
    if (!DECIMAL.matcher(amount).matches()) {
      throw new IllegalArgumentException("not an amount: " + amount);
    }
    return new Money(new BigDecimal(amount), currencyOf(currency));
  }

  /**
   * @throws AmountTooLarge if the sum is
   * @throws MixedCurrencies if the other amount is in another currency
   */
  Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw MixedCurrencies.of(currency, other.currency);
    }
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * @throws AmountTooLarge if the product is
   */
  Money times(Quantity quantity) {
    return new Money(amount.multiply(BigDecimal.valueOf(quantity.value())), currency);
  }

  /** The amount in digits, such as {@code 12.50}. */
  public String digits() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return digits() + " " + currency;
  }

  private static Currency currencyOf(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a currency: " + code, e);
    }
  }

  private static BigDecimal withDigitsOf(Currency currency, BigDecimal amount) {
    int digits = currency.getDefaultFractionDigits();
    if (digits < 0) {
      throw new IllegalArgumentException("nothing is priced in " + currency);
    }
    try {
      return amount.setScale(digits, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s has %d digits, not those of %s".formatted(currency, digits, amount), e);
    }
  }
}
