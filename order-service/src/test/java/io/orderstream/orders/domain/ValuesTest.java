package io.orderstream.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

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
  void idsSortByTheTimeOfTheirOrders() {
    OrderId first = OrderId.next(NOON);
    OrderId second = OrderId.next(NOON);
    OrderId third = OrderId.next(NOON.plusMillis(1));

    assertThat(Stream.of(first, second, third).map(OrderId::toString)).isSorted();
  }

  @Test
  void idsTellWhichOrdersWerePlacedBeforeATime() {
    String firstAtNoon = OrderId.firstAt(NOON).toString();

    assertThat(OrderId.next(NOON.minusMillis(1)).toString()).isLessThan(firstAtNoon);
    assertThat(OrderId.next(NOON).toString()).isGreaterThanOrEqualTo(firstAtNoon);
    assertThat(OrderId.firstAt(NOON.minusNanos(1))).isEqualTo(OrderId.firstAt(NOON));
    assertThat(OrderId.firstAt(NOON.plusNanos(1))).isEqualTo(OrderId.firstAt(NOON.plusMillis(1)));
  }

  @Test
  void idsKnowNoTimeThatIsTooFarAway() {
    assertThat(OrderId.firstAt(Instant.MIN)).isEqualTo(OrderId.firstAt(Instant.EPOCH));
    assertThat(OrderId.firstAt(Instant.MAX).toString())
        .isGreaterThan(OrderId.firstAt(NOON).toString());
  }
}
