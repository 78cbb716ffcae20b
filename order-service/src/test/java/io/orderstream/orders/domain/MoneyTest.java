package io.orderstream.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "12.5, EUR, 12.50",
    "12.5000, EUR, 12.50",
    "0, EUR, 0.00",
    "300, JPY, 300",
    "1.2, KWD, 1.200"
  })
  void hasTheDigitsOfItsCurrency(String amount, String currency, String digits) {
    assertThat(Money.of(amount, currency).digits()).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "12.505, EUR",
    "1.5, JPY",
    "-1, EUR",
    "1e3, EUR",
    "'', EUR",
    "' 1', EUR",
    "1, ZZZ",
    "1, eur",
    "1, XXX",
    "1E-999999999, EUR"
  })
  void refusesNonsense(String amount, String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
  }

  @Test
  void adds() {
    assertThat(eur("12.50").plus(eur("0.75"))).isEqualTo(eur("13.25"));
  }

  @Test
  void multiplies() {
    assertThat(eur("12.50").times(new Quantity(3))).isEqualTo(eur("37.50"));
  }

  @Test
  void addsNoOtherCurrency() {
    assertThatExceptionOfType(MixedCurrencies.class)
        .isThrownBy(() -> eur("1.00").plus(Money.of("1", "JPY")));
  }

  @Test
  void staysBelowATrillion() {
    Money most = eur("999999999999.99");

    assertThatExceptionOfType(AmountTooLarge.class).isThrownBy(() -> most.plus(eur("0.01")));
    assertThatExceptionOfType(AmountTooLarge.class)
        .isThrownBy(() -> most.times(new Quantity(Quantity.MAX)));
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
