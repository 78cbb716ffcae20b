package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stack.class)
class OrderFlowTest {

  /**
   * More at a time would wait longer than the gateway lets them, on a stack that has just started.
   */
  private static final int CLIENTS = 64;

  private final Shop shop = new Shop();

  @Test
  void anOrderIsConfirmedItsStockReservedAndItsCustomerTold() throws Exception {
    String sku = shop.stock(10);

    String order = shop.placed(sku, 3);

    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo("CONFIRMED"));
    assertThat(shop.order(order).path("total").path("amount").stringValue()).isEqualTo("37.50");
    assertThat(shop.item(sku).path("available").intValue()).isEqualTo(7);
    assertThat(shop.item(sku).path("reserved").intValue()).isEqualTo(3);
    assertThat(new Events(Topics.ORDER_EVENTS).byKey().get(order))
        .extracting(Events.Event::type)
        .containsExactly("io.orderstream.order.created.v1", "io.orderstream.order.confirmed.v1");
    Waiting.until(() -> assertThat(new Mailbox(shop.email()).mails()).hasSize(2));
  }

  @Test
  void anOrderBeyondStockIsRejectedAndNothingIsReserved() throws Exception {
    String sku = shop.stock(2);

    String order = shop.placed(sku, 3);

    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo("REJECTED"));
    assertThat(shop.order(order).toString()).contains("INSUFFICIENT_STOCK", sku);
    assertThat(shop.item(sku).path("available").intValue()).isEqualTo(2);
    assertThat(shop.item(sku).path("reserved").intValue()).isZero();
  }

  @Test
  void aCancelledOrderGivesItsStockBack() throws Exception {
    String sku = shop.stock(5);
    String order = shop.placed(sku, 5);
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo("CONFIRMED"));

    assertThat(shop.cancel(order).status()).isEqualTo(200);

    Waiting.until(() -> assertThat(shop.item(sku).path("available").intValue()).isEqualTo(5));
    assertThat(shop.status(order)).isEqualTo("CANCELLED");
    assertThat(shop.item(sku).path("reserved").intValue()).isZero();
  }

  @Test
  void fiveHundredOrdersAtOnceSellTwoHundredPiecesExactlyOnce() throws Exception {
    String sku = shop.stock(200);

    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<String>> orders =
          IntStream.range(0, 500)
              .<Callable<String>>mapToObj(order -> () -> shop.placed(sku, 1))
              .toList();
      for (Future<String> order : clients.invokeAll(orders)) {
        assertThat(order.get()).isNotEmpty();
      }
    }

    Waiting.until(() -> assertThat(shop.orders("PENDING")).isEmpty());
    assertThat(shop.orders("CONFIRMED")).hasSize(200);
    assertThat(shop.orders("REJECTED")).hasSize(300);
    assertThat(shop.item(sku).path("available").intValue()).isZero();
    assertThat(shop.item(sku).path("reserved").intValue()).isEqualTo(200);
  }

  @Test
  void theSameEventDeliveredTwiceHasOneEffect() throws Exception {
    String sku = shop.stock(10);
    String order = shop.placed(sku, 4);
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo("CONFIRMED"));
    Waiting.until(() -> assertThat(new Mailbox(shop.email()).mails()).hasSize(2));
    Events orders = new Events(Topics.ORDER_EVENTS);

    for (Events.Event event : orders.byKey().get(order)) {
      orders.publishAgain(event.record());
    }
    orders.awaitConsumedBy("inventory-service");
    orders.awaitConsumedBy("notification-service");

    assertThat(shop.item(sku).path("available").intValue()).isEqualTo(6);
    assertThat(shop.item(sku).path("reserved").intValue()).isEqualTo(4);
    assertThat(new Events(Topics.RESERVATION_EVENTS).byKey().get(order)).hasSize(1);
    String later = shop.placed(sku, 1);
    Waiting.until(() -> assertThat(shop.status(later)).isEqualTo("CONFIRMED"));
    Mailbox mailbox = new Mailbox(shop.email());
    Waiting.until(() -> assertThat(mailbox.ids()).hasSize(4));
    assertThat(mailbox.mails()).hasSize(4);
  }
}
