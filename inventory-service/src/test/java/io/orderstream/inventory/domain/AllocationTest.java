package io.orderstream.inventory.domain;

import static io.orderstream.inventory.domain.RefusedItem.Reason.INSUFFICIENT_STOCK;
import static io.orderstream.inventory.domain.RefusedItem.Reason.UNKNOWN_ITEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orderstream.inventory.domain.ReservationOutcome.Rejected;
import io.orderstream.inventory.domain.ReservationOutcome.Released;
import io.orderstream.inventory.domain.ReservationOutcome.Reserved;
import io.orderstream.inventory.domain.ReservationOutcome.Unchanged;
import io.orderstream.inventory.domain.StockRequest.Release;
import io.orderstream.inventory.domain.StockRequest.Reserve;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final int HUGE = Integer.MAX_VALUE;

  private final OrderId order = new OrderId(UUID.randomUUID());
  private final Map<Sku, StockItem> stock = new TreeMap<>();
  private final Allocation allocation = new Allocation(stock, Map.of(), NOW);

  @BeforeEach
  void fillTheShelves() {
    stocked("BAG", 5);
    stocked("MUG", 2);
    stocked("PEN", 0);
  }

  @ParameterizedTest(name = "{0} of BAG 5, MUG 2, PEN 0")
  @MethodSource
  void reservesAllLinesOrNone(
      List<ItemQuantity> lines, List<RefusedItem> refused, Map<String, Integer> left) {
    ReservationOutcome outcome = allocation.decide(new Reserve(order, lines));

    assertThat(outcome)
        .isEqualTo(
            refused.isEmpty()
                ? new Reserved(order, ItemQuantity.addedUp(lines), NOW)
                : new Rejected(order, refused, NOW));
    assertThat(available()).isEqualTo(left);
    assertThat(stock.values()).allMatch(item -> item.available() >= 0);
  }

  static Stream<Arguments> reservesAllLinesOrNone() {
    var untouched = Map.of("BAG", 5, "MUG", 2, "PEN", 0);
    return Stream.of(
        arguments(List.of(of("BAG", 1)), List.of(), Map.of("BAG", 4, "MUG", 2, "PEN", 0)),
        arguments(
            List.of(of("MUG", 2), of("BAG", 5)), List.of(), Map.of("BAG", 0, "MUG", 0, "PEN", 0)),
        arguments(
            List.of(of("BAG", 2), of("BAG", 3)), List.of(), Map.of("BAG", 0, "MUG", 2, "PEN", 0)),
        arguments(
            List.of(of("BAG", 6)), List.of(refusal("BAG", INSUFFICIENT_STOCK, 6, 5)), untouched),
        arguments(
            List.of(of("BAG", 3), of("BAG", 3)),
            List.of(refusal("BAG", INSUFFICIENT_STOCK, 6, 5)),
            untouched),
        arguments(
            List.of(of("PEN", 1)), List.of(refusal("PEN", INSUFFICIENT_STOCK, 1, 0)), untouched),
        arguments(
            List.of(of("BAG", 1), of("MUG", 3)),
            List.of(refusal("MUG", INSUFFICIENT_STOCK, 3, 2)),
            untouched),
        arguments(
            List.of(of("BAG", 1), of("NIL", 4)),
            List.of(refusal("NIL", UNKNOWN_ITEM, 4, 0)),
            untouched),
        arguments(
            List.of(of("PEN", 1), of("NIL", 1), of("MUG", 9), of("BAG", 1)),
            List.of(
                refusal("MUG", INSUFFICIENT_STOCK, 9, 2),
                refusal("NIL", UNKNOWN_ITEM, 1, 0),
                refusal("PEN", INSUFFICIENT_STOCK, 1, 0)),
            untouched),
        arguments(
            List.of(of("BAG", HUGE), of("BAG", HUGE), of("BAG", 3)),
            List.of(refusal("BAG", INSUFFICIENT_STOCK, HUGE, 5)),
            untouched));
  }

  @Test
  void decidesEachOrderOnWhatTheOnesBeforeItLeft() {
    var outcomes =
        Stream.of(3, 3, 2, 1)
            .map(quantity -> allocation.decide(reserve(anyOrder(), of("BAG", quantity))))
            .toList();

    assertThat(outcomes)
        .extracting(Object::getClass)
        .containsExactly(Reserved.class, Rejected.class, Reserved.class, Rejected.class);
    assertThat(item("BAG").available()).isZero();
    assertThat(item("BAG").reserved()).isEqualTo(5);
  }

  @Test
  void givesBackWhatACancelledOrderHeld() {
    allocation.decide(reserve(order, of("BAG", 2), of("MUG", 1)));

    var outcome = allocation.decide(new Release(order));

    assertThat(outcome).isEqualTo(new Released(order, List.of(of("BAG", 2), of("MUG", 1)), NOW));
    assertThat(available()).isEqualTo(Map.of("BAG", 5, "MUG", 2, "PEN", 0));
    assertThat(stock.values()).allMatch(item -> item.reserved() == 0);
  }

  @Test
  void givesBackOnlyOnce() {
    allocation.decide(reserve(order, of("BAG", 2)));
    allocation.decide(new Release(order));

    assertThat(allocation.decide(new Release(order))).isEqualTo(new Unchanged(order));
    assertThat(item("BAG").available()).isEqualTo(5);
  }

  @Test
  void givesWhatACancelledOrderHeldToTheNextOne() {
    allocation.decide(reserve(order, of("BAG", 5)));
    allocation.decide(new Release(order));

    assertThat(allocation.decide(reserve(anyOrder(), of("BAG", 5)))).isInstanceOf(Reserved.class);
  }

  @Test
  void hasNothingToGiveBackForARejectedOrder() {
    allocation.decide(reserve(order, of("BAG", 6)));

    assertThat(allocation.decide(new Release(order))).isEqualTo(new Unchanged(order));
    assertThat(item("BAG").available()).isEqualTo(5);
  }

  @Test
  void reservesForAnOrderOnlyOnce() {
    allocation.decide(reserve(order, of("BAG", 2)));

    assertThat(allocation.decide(reserve(order, of("BAG", 2)))).isEqualTo(new Unchanged(order));
    assertThat(item("BAG").available()).isEqualTo(3);
  }

  @Test
  void staysWithARejection() {
    allocation.decide(reserve(order, of("PEN", 1)));
    deliver(item("PEN"), 10);

    assertThat(allocation.decide(reserve(order, of("PEN", 1)))).isEqualTo(new Unchanged(order));
    assertThat(item("PEN").available()).isEqualTo(10);
  }

  @Test
  void neverReservesForAnOrderThatWasCancelledUnseen() {
    assertThat(allocation.decide(new Release(order))).isEqualTo(new Unchanged(order));

    assertThat(allocation.decide(reserve(order, of("BAG", 1)))).isEqualTo(new Unchanged(order));
    assertThat(item("BAG").available()).isEqualTo(5);
    assertThat(allocation.made())
        .singleElement()
        .extracting(Reservation::status)
        .isEqualTo(Reservation.Status.RELEASED);
  }

  @Test
  void goesOnFromReservationsMadeBefore() {
    item("BAG").reserve(new Quantity(4));
    var earlier = Reservation.reserved(order, List.of(of("BAG", 4)), NOW.minusSeconds(60));
    var later = new Allocation(stock, Map.of(order, earlier), NOW);

    assertThat(later.decide(reserve(order, of("BAG", 1)))).isEqualTo(new Unchanged(order));
    assertThat(later.decide(new Release(order)))
        .isEqualTo(new Released(order, List.of(of("BAG", 4)), NOW));
    assertThat(item("BAG").available()).isEqualTo(5);
    assertThat(later.released()).containsExactly(earlier.released(NOW));
    assertThat(later.made()).isEmpty();
  }

  private void stocked(String sku, int quantity) {
    var price = new Money(new BigDecimal("9.90"), Currency.getInstance("EUR"));
    var item = new StockItem(new ItemDefinition(new Sku(sku), new ItemName("A " + sku), price));
    if (quantity > 0) {
      deliver(item, quantity);
    }
    stock.put(item.sku(), item);
  }

  private static void deliver(StockItem item, int quantity) {
    var reason = new AdjustmentReason("delivery");
    item.adjust(new StockCorrection(item.sku(), new StockDelta(quantity), reason, null, null), NOW);
  }

  private StockItem item(String sku) {
    return stock.values().stream()
        .filter(item -> item.sku().value().equals(sku))
        .findAny()
        .orElseThrow();
  }

  private Map<String, Integer> available() {
    var available = new TreeMap<String, Integer>();
    stock.forEach((sku, item) -> available.put(sku.value(), item.available()));
    return available;
  }

  private static OrderId anyOrder() {
    return new OrderId(UUID.randomUUID());
  }

  private static Reserve reserve(OrderId order, ItemQuantity... lines) {
    return new Reserve(order, Arrays.asList(lines));
  }

  private static ItemQuantity of(String sku, int quantity) {
    return new ItemQuantity(new Sku(sku), new Quantity(quantity));
  }

  private static RefusedItem refusal(
      String sku, RefusedItem.Reason reason, int requested, int available) {
    return new RefusedItem(new Sku(sku), reason, new Quantity(requested), available);
  }
}
