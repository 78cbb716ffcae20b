package io.orderstream.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.inventory.domain.RefusedItem.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;

@RunningService
class StoredStateTests {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Quantity TWO = new Quantity(2);

  @Autowired private StockItems items;
  @Autowired private Reservations reservations;
  @Autowired private Shop shop;

  private final OrderId order = new OrderId(UUID.randomUUID());

  @Test
  void givesReservationsBackAsTheyWereMadeAndReleased() {
    var other = new OrderId(UUID.randomUUID());
    var wanted = new ItemQuantity(new Sku("MUG"), TWO);
    var made = Reservation.reserved(order, List.of(wanted), NOW);
    var refused = new RefusedItem(wanted.sku(), Reason.INSUFFICIENT_STOCK, TWO, 1);
    var rejected = Reservation.rejected(other, List.of(refused), NOW);

    reservations.insert(List.of(made, rejected));
    assertThat(reservations.of(List.of(order, other)))
        .isEqualTo(Map.of(order, made, other, rejected));

    reservations.update(List.of(made.released(NOW.plusSeconds(1))));
    assertThat(reservations.of(List.of(order)))
        .isEqualTo(Map.of(order, made.released(NOW.plusSeconds(1))));
  }

  @Test
  void refusesToReleaseWhatOthersReleasedInTheMeantime() {
    var made = Reservation.reserved(order, List.of(), NOW);
    reservations.insert(List.of(made));
    reservations.update(List.of(made.released(NOW)));

    assertThatExceptionOfType(OptimisticLockingFailureException.class)
        .isThrownBy(() -> reservations.update(List.of(made.released(NOW))));
  }

  @Test
  void refusesToOverwriteAnItemThatOthersChangedInTheMeantime() {
    var sku = new Sku(shop.stocks(5));
    StockItem item = items.find(sku).orElseThrow();
    shop.adjusts(sku.value(), 1);

    item.reserve(TWO);

    assertThatExceptionOfType(OptimisticLockingFailureException.class)
        .isThrownBy(() -> items.update(List.of(item)));
    assertThat(shop.stockOf(sku.value()).available()).isEqualTo(6);
  }

  @Test
  void writesAnItemOnlyIfItChangedAndCountsThat() {
    var sku = new Sku(shop.stocks(5));
    StockItem item = items.find(sku).orElseThrow();
    long before = item.version();

    items.update(List.of(item));
    assertThat(items.find(sku).map(StockItem::version)).contains(before);

    item.reserve(TWO);
    items.update(List.of(item));
    assertThat(items.find(sku).map(StockItem::version)).contains(before + 1);
    assertThat(item.version()).isEqualTo(before + 1);
  }
}
