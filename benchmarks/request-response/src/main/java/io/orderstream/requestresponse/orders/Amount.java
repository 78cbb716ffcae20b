package io.orderstream.requestresponse.orders;

import io.orderstream.contracts.Money;
import io.orderstream.requestresponse.web.Problem;
import java.math.BigDecimal;
import org.springframework.http.HttpStatus;

/** An amount of money to calculate with. */
record Amount(BigDecimal value, String currency) {

  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

  /**
   * @throws Problem if it is one trillion or more
   */
  Amount {
    if (value.compareTo(LIMIT) >= 0) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "amount-too-large",
          "A line or the order comes to a trillion or more");
    }
  }

  static Amount of(Money money) {
    return new Amount(new BigDecimal(money.amount()), money.currency());
  }

  Amount times(int quantity) {
    return new Amount(value.multiply(BigDecimal.valueOf(quantity)), currency);
  }

  /**
   * @throws Problem if the other amount is in another currency
   */
  Amount plus(Amount other) {
    if (!currency.equals(other.currency)) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "mixed-currencies",
          "%s and %s have no common total".formatted(currency, other.currency));
    }
    return new Amount(value.add(other.value), currency);
  }

  Money toMoney() {
    return new Money(value.toPlainString(), currency);
  }
}
