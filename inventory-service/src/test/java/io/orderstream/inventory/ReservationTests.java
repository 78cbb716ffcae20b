package io.orderstream.inventory;

import static io.orderstream.inventory.Storefront.line;
import static io.orderstream.inventory.Storefront.orderBehind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.RefusedItem.Reason;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ReservedItem;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReleased;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.inventory.Shop.Stock;
import io.orderstream.messaging.envelope.CloudEvents.ReadEvent;
import io.orderstream.messaging.envelope.EventMetadata;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RunningService
class ReservationTests {

  @Autowired private Storefront storefront;
  @Autowired private Shop shop;

  private final UUID order = UUID.randomUUID();
  private PublishedEvents replies;

  @BeforeEach
  void listen() {
    replies = new PublishedEvents(Topics.RESERVATION_EVENTS);
  }

  @AfterEach
  void hangUp() {
    replies.close();
  }

  @Test
  void reservesForACreatedOrderAndAnswersItsEvent() {
    String mug = shop.stocks(5);
    String bag = shop.stocks(1);

    EventMetadata created = storefront.created(order, line(mug, 1), line(bag, 1), line(mug, 2));

    ReadEvent reply = onlyReply();
    assertThat(reply.metadata().type()).isEqualTo(StockReserved.TYPE);
    assertThat(reply.metadata().source()).isEqualTo("/inventory-service");
    assertThat(reply.metadata().aggregateVersion()).isEqualTo(1);
    assertThat(reply.metadata().causationId()).isEqualTo(created.id().toString());
    assertThat(reply.metadata().correlationId()).isEqualTo(created.correlationId());
    assertThat(reply.dataAs(StockReserved.class).items())
        .containsExactlyInAnyOrder(new ReservedItem(mug, 3), new ReservedItem(bag, 1));
    assertThat(shop.stockOf(mug)).isEqualTo(new Stock(2, 3));
    assertThat(shop.stockOf(bag)).isEqualTo(new Stock(0, 1));
  }

  @Test
  void rejectsAnOrderOfWhichSomethingIsShortAndReservesNothing() {
    String mug = shop.stocks(5);
    String bag = shop.stocks(1);

    storefront.created(order, line(mug, 1), line(bag, 2), line("UNKNOWN", 1));

    ReadEvent reply = onlyReply();
    assertThat(reply.metadata().type()).isEqualTo(StockRejected.TYPE);
    assertThat(reply.metadata().aggregateVersion()).isEqualTo(1);
    assertThat(reply.dataAs(StockRejected.class).refused())
        .containsExactly(
            new RefusedItem(bag, Reason.INSUFFICIENT_STOCK, 2, 1),
            new RefusedItem("UNKNOWN", Reason.UNKNOWN_ITEM, 1, 0));
    assertThat(shop.stockOf(mug)).isEqualTo(new Stock(5, 0));
    assertThat(shop.stockOf(bag)).isEqualTo(new Stock(1, 0));
  }

  @Test
  void releasesWhatACancelledOrderHeld() {
    String mug = shop.stocks(5);
    storefront.created(order, line(mug, 3));
    onlyReply();

    EventMetadata cancelled = storefront.cancelled(order);

    ReadEvent reply = replies.of(order.toString(), 2).getLast();
    assertThat(reply.metadata().type()).isEqualTo(StockReleased.TYPE);
    assertThat(reply.metadata().aggregateVersion()).isEqualTo(2);
    assertThat(reply.metadata().causationId()).isEqualTo(cancelled.id().toString());
    assertThat(reply.dataAs(StockReleased.class).items()).containsExactly(new ReservedItem(mug, 3));
    assertThat(shop.stockOf(mug)).isEqualTo(new Stock(5, 0));
  }

  @Test
  void reservesOnceHoweverOftenAnOrderIsDelivered() {
    String mug = shop.stocks(5);
    var event = new OrderCreated(Storefront.order(order, List.of(line(mug, 2))));
    EventMetadata metadata = Storefront.metadata(OrderCreated.TYPE, order, 1);

    storefront.publish(metadata, event);
    storefront.publish(metadata, event);
    storefront.publish(Storefront.metadata(OrderCreated.TYPE, order, 1), event);
    onlyReply();
    storefront.publish(metadata, event);
    storefront.cancelled(order);

    assertThat(replies.of(order.toString(), 2))
        .extracting(reply -> reply.metadata().type())
        .containsExactly(StockReserved.TYPE, StockReleased.TYPE);
    assertThat(shop.stockOf(mug)).isEqualTo(new Stock(5, 0));
  }

  @Test
  void neverReservesForAnOrderThatWasCancelledBeforeItWasSeen() {
    String mug = shop.stocks(5);
    UUID other = orderBehind(order);

    storefront.cancelled(order);
    storefront.created(order, line(mug, 1));
    storefront.created(other, line(mug, 5));

    assertThat(replies.of(List.of(order.toString(), other.toString()), 1))
        .singleElement()
        .extracting(reply -> reply.metadata().subject())
        .isEqualTo(other.toString());
  }

  @Test
  void reservesExactlyWhatThereIsForManyOrdersAtOnce() {
    String mug = shop.stocks(200);
    String bag = shop.stocks(1000);
    List<String> orders =
        Stream.generate(UUID::randomUUID)
            .limit(500)
            .map(
                id -> {
                  storefront.created(id, line(bag, 1), line(mug, 1));
                  return id.toString();
                })
            .toList();

    assertThat(replies.of(orders, 500))
        .hasSize(500)
        .filteredOn(reply -> reply.metadata().type().equals(StockReserved.TYPE))
        .hasSize(200);
    assertThat(shop.stockOf(mug)).isEqualTo(new Stock(0, 200));
    assertThat(shop.stockOf(bag)).isEqualTo(new Stock(800, 200));
  }

  @Test
  void goesOnBehindAnEventThatCannotBeHandled() {
    String mug = shop.stocks(5);
    UUID other = orderBehind(order);

    storefront.created(order, line("no sku at all", 1));
    storefront.created(other, line(mug, 1));

    await().until(() -> shop.stockOf(mug).equals(new Stock(4, 1)));
  }

  private ReadEvent onlyReply() {
    List<ReadEvent> found = replies.of(order.toString(), 1);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
