package io.orderstream.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "12.50, EUR, 12.50 EUR",
    "12.5, EUR, 12.50 EUR",
    "12, EUR, 12.00 EUR",
    "0, EUR, 0.00 EUR",
    "007.50, EUR, 7.50 EUR",
    "999999999.99, EUR, 999999999.99 EUR",
    "1200, JPY, 1200 JPY",
    "1.234, BHD, 1.234 BHD"
  })
  void moneyHasTheDigitsOfItsCurrency(String amount, String currency, String money) {
    assertThat(Money.of(amount, Money.currency(currency))).hasToString(money);
  }

  @ParameterizedTest
  @CsvSource({
    "12.505, EUR",
    "12.5, JPY",
    "-1, EUR",
    "+1, EUR",
    "1000000000, EUR",
    "1e3, EUR",
    "'1,50', EUR",
    "' 1', EUR",
    ".5, EUR",
    "1., EUR",
    "'', EUR",
    "NaN, EUR",
    "١٢, EUR"
  })
  void moneyIsNeitherNegativeNorHugeNorFinerThanItsCurrency(String amount, String currency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(amount, Money.currency(currency)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "ZZZ", "XAU", "XXX"})
  void moneyHasACurrencyThatThingsArePricedIn(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.currency(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "9", "MUG-ENAMEL_0.5", "mug"})
  void skusAreLettersDigitsAndSomeMarks(String sku) {
    assertThat(new Sku(sku)).hasToString(sku);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-A", "A B", "A/B", "Ä", "A\n", "A\0"})
  void skusAreNothingElse(String sku) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sku(sku));
  }

  @Test
  void skusHaveAtMost64Characters() {
    assertThat(new Sku("A".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new Sku("A".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void quantitiesArePositive(int quantity) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(quantity));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "zero\0", "\ud800"})
  void namesAndReasonsAreOneLineOfText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemName(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new AdjustmentReason(text));
  }

  @Test
  void namesHaveAtMost200Characters() {
    assertThat(new ItemName("é".repeat(200)).value()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemName("é".repeat(201)));
  }
}
