package io.orderstream.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void aQuantityIsWithinItsBounds(int value) {
    assertThat(new Quantity(value).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  void aQuantityIsNeverOutsideOfThem(int value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MUG", "a.b_c-1", "7"})
  void aSkuIsAShortName(String value) {
    assertThat(new Sku(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-MUG", "MUG BLUE", "MUG\n", "MÜG"})
  void aSkuIsNothingElse(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sku(value));
  }

  @Test
  void aSkuIsNoLongerThan64Characters() {
    assertThatNoException().isThrownBy(() -> new Sku("x".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sku("x".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "a.b+c@mail.example.org",
        "ada@localhost",
        "o'hara@example.org"
      })
  void anAddressIsAMailboxAtAHost(String value) {
    assertThatNoException().isThrownBy(() -> new EmailAddress(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "a@b@c",
        "ada@example..org",
        "ada@-example.org",
        "šimon@example.org",
        "ada@šport.example",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "ada@example.org\r\nBcc: eve@example.org"
      })
  void anAddressIsNothingElse(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(value));
  }

  @Test
  void anAddressStaysOutOfLogs() {
    assertThat(new EmailAddress("ada@example.org")).hasToString("***@example.org");
  }

  @Test
  void idsSortByTheTimeTheyWereMade() {
    OrderId first = OrderId.next();
    OrderId second = OrderId.next();

    assertThat(second.toString()).isGreaterThan(first.toString());
  }
}
