package io.orderstream.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class StockItemTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Sku MUG = new Sku("MUG");
  private static final ItemName NAME = new ItemName("Enamel mug");
  private static final AdjustmentReason REASON = new AdjustmentReason("delivery 4711");

  private final StockItem item = new StockItem(new ItemDefinition(MUG, NAME, euros("12.50")));

  @Test
  void beginsWithoutStockAndSaysSo() {
    assertThat(item.available()).isZero();
    assertThat(item.announce())
        .contains(new ItemStateChanged(MUG, "Enamel mug", euros("12.50"), false, 1));
  }

  @Test
  void recordsEachAdjustmentWithWhatItLeft() {
    item.adjust(by(10), NOW);

    assertThat(item.adjust(by(-4), NOW)).isEqualTo(new StockAdjustment(by(-4), 6, NOW));
    assertThat(item.available()).isEqualTo(6);
  }

  @Test
  void refusesAnAdjustmentBelowZero() {
    item.adjust(by(3), NOW);

    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> item.adjust(by(-4), NOW))
        .withMessageContaining("3 of MUG are available");
    assertThatExceptionOfType(InsufficientStock.class)
        .isThrownBy(() -> item.adjust(by(Integer.MIN_VALUE), NOW));
    assertThat(item.available()).isEqualTo(3);
  }

  @Test
  void countsReservedStockTowardsTheLimit() {
    item.adjust(by(StockItem.STOCK_LIMIT), NOW);
    item.reserve(new Quantity(10));

    assertThatExceptionOfType(StockLimitExceeded.class).isThrownBy(() -> item.adjust(by(1), NOW));
    assertThatExceptionOfType(StockLimitExceeded.class)
        .isThrownBy(() -> item.adjust(by(Integer.MAX_VALUE), NOW));
  }

  @Test
  void neitherReservesNorReleasesMoreThanThereIs() {
    item.adjust(by(3), NOW);
    item.reserve(new Quantity(2));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> item.reserve(new Quantity(2)));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> item.release(new Quantity(3)));
    assertThat(item.available()).isEqualTo(1);
    assertThat(item.reserved()).isEqualTo(2);
  }

  @Test
  void isNewsWhenItRunsOutAndWhenItIsBackButNotWhenSomeAreSold() {
    item.announce();
    item.adjust(by(3), NOW);
    assertThat(item.announce()).map(ItemStateChanged::inStock).contains(true);

    item.reserve(new Quantity(1));
    assertThat(item.announce()).isEmpty();

    item.reserve(new Quantity(2));
    assertThat(item.announce()).map(ItemStateChanged::inStock).contains(false);

    item.release(new Quantity(1));
    assertThat(item.announce())
        .contains(new ItemStateChanged(MUG, "Enamel mug", euros("12.50"), true, 4));
  }

  @Test
  void isNoNewsWhenItRanOutAndIsBackAtOnce() {
    item.adjust(by(3), NOW);
    item.announce();

    item.reserve(new Quantity(3));
    item.release(new Quantity(3));

    assertThat(item.announce()).isEmpty();
  }

  @Test
  void hasANewRevisionWhenItsNameOrPriceChangesAndOtherwiseNot() {
    item.adjust(by(3), NOW);
    item.reserve(new Quantity(1));
    item.redefine(NAME, euros("12.5"));
    assertThat(item.revision()).isZero();

    item.redefine(NAME, euros("13"));
    item.redefine(new ItemName("Mug"), euros("13"));
    assertThat(item.revision()).isEqualTo(2);
  }

  @Test
  void isNewsWhenItsNameOrPriceChanges() {
    item.announce();

    item.redefine(NAME, euros("12.5"));
    assertThat(item.announce()).isEmpty();

    item.redefine(NAME, euros("13"));
    assertThat(item.announce())
        .contains(new ItemStateChanged(MUG, "Enamel mug", euros("13.00"), false, 2));

    item.redefine(new ItemName("Mug"), euros("13"));
    assertThat(item.announce()).map(ItemStateChanged::name).contains("Mug");
  }

  private static StockCorrection by(int delta) {
    return new StockCorrection(MUG, new StockDelta(delta), REASON, null, null);
  }

  private static Money euros(String amount) {
    return new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
  }
}
