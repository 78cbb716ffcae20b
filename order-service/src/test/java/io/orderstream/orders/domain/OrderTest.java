package io.orderstream.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

  private static final Instant PLACED = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant LATER = PLACED.plusSeconds(1);
  private static final Cause REQUEST = Cause.request("walk-1");
  private static final Cause REPLY = new Cause("walk-1", "reply-1", null);
  private static final OrderLine LINE =
      new OrderLine(new Sku("MUG"), "Mug", new Quantity(2), Money.of("12.50", "EUR"));
  private static final RefusedItem REFUSED =
      new RefusedItem(new Sku("MUG"), RefusedItem.Reason.INSUFFICIENT_STOCK, 2, 1);

  @Test
  void isPendingWhenPlaced() {
    Order order = placed();

    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(order.total()).isEqualTo(Money.of("25.00", "EUR"));
    assertThat(order.placedAt()).isEqualTo(PLACED);
    assertThat(order.updatedAt()).isEqualTo(PLACED);
    assertThat(order.takeEvents())
        .containsExactly(new OrderEvent.Created(order, order.history().get(0)));
  }

  @Test
  void isConfirmedWhenItsStockIsReserved() {
    Order order = placed();

    Transition.CONFIRM.happensTo(order);

    assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
    assertThat(order.updatedAt()).isEqualTo(LATER);
    assertThat(order.takeEvents())
        .last()
        .isEqualTo(new OrderEvent.Confirmed(order, order.history().get(1)));
  }

  @Test
  void isRejectedWithItsReasonsWhenStockRanOut() {
    Order order = placed();

    Transition.REJECT.happensTo(order);

    assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
    assertThat(order.refusedItems()).containsExactly(REFUSED);
    assertThat(order.takeEvents())
        .last()
        .isEqualTo(new OrderEvent.Rejected(order, order.history().get(1)));
  }

  @Test
  void canBeCancelledBeforeAndAfterItIsConfirmed() {
    Order pending = placed();
    Transition.CANCEL.happensTo(pending);
    assertThat(pending.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(pending.takeEvents())
        .last()
        .isEqualTo(new OrderEvent.Cancelled(pending, pending.history().get(1)));

    Order confirmed = placed();
    Transition.CONFIRM.happensTo(confirmed);
    Transition.CANCEL.happensTo(confirmed);
    assertThat(confirmed.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(confirmed.takeEvents())
        .last()
        .isEqualTo(new OrderEvent.Cancelled(confirmed, confirmed.history().get(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRM, CONFIRM",
    "CONFIRM, REJECT",
    "REJECT, CONFIRM",
    "REJECT, REJECT",
    "REJECT, CANCEL",
    "CANCEL, CONFIRM",
    "CANCEL, REJECT",
    "CANCEL, CANCEL"
  })
  void refusesWhatItsStateForbids(Transition first, Transition second) {
    Order order = placed();
    first.happensTo(order);
    OrderStatus status = order.status();
    order.takeEvents();

    assertThatExceptionOfType(TransitionForbidden.class).isThrownBy(() -> second.happensTo(order));

    assertThat(order.status()).isEqualTo(status);
    assertThat(order.takeEvents()).isEmpty();
  }

  @Test
  void keepsWhatHappenedToIt() {
    Order order = placed();
    Transition.CONFIRM.happensTo(order);

    List<HistoryEntry> history = order.history();

    UUID created = history.getFirst().eventId();
    UUID confirmed = history.getLast().eventId();
    assertThat(history)
        .containsExactly(
            new HistoryEntry(1, OrderStatus.PENDING, PLACED, created, REQUEST),
            new HistoryEntry(2, OrderStatus.CONFIRMED, LATER, confirmed, REPLY));
    assertThat(created).isNotEqualTo(confirmed);
    assertThat(HistoryColumn.read(HistoryColumn.write(history))).isEqualTo(history);
  }

  @Test
  void hasOneToAHundredLines() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderLines(List.of()));
    assertThat(new OrderLines(Collections.nCopies(100, LINE)).total())
        .isEqualTo(Money.of("2500.00", "EUR"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderLines(Collections.nCopies(101, LINE)));
  }

  private static Order placed() {
    return Order.place(
        OrderId.next(PLACED),
        new CustomerId("c"),
        null,
        new OrderLines(List.of(LINE)),
        PLACED,
        REQUEST);
  }

  enum Transition {
    CONFIRM,
    REJECT,
    CANCEL;

    void happensTo(Order order) {
      switch (this) {
        case CONFIRM -> order.confirm(LATER, REPLY);
        case REJECT -> order.reject(List.of(REFUSED), LATER, REPLY);
        case CANCEL -> order.cancel(LATER, REPLY);
      }
    }
  }
}
