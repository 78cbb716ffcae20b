package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CANCELLED;
import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static io.orderstream.client.orders.Order.StatusEnum.REJECTED;
import static io.orderstream.client.orders.RefusedItem.ReasonEnum.INSUFFICIENT_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.orders.OrdersApi.APICancelOrderRequest;
import io.orderstream.contracts.Topics;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnStack
class OrderFlowTest {

  /**
   * More at a time would wait longer than the gateway lets them, on a stack that has just started.
   */
  private static final int CLIENTS = 64;

  private final Shop shop = new Shop();

  @Test
  void anOrderIsConfirmedItsStockReservedAndItsCustomerTold() throws Exception {
    String sku = Shop.stock(10);

    UUID order = shop.placed(sku, 3).getId();

    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(CONFIRMED));
    assertThat(shop.order(order).getTotal().getAmount()).isEqualTo("37.50");
    assertThat(Shop.item(sku).getAvailable()).isEqualTo(7);
    assertThat(Shop.item(sku).getReserved()).isEqualTo(3);
    assertThat(new Events(Topics.ORDER_EVENTS).byKey().get(order.toString()))
        .extracting(Events.Event::type)
        .containsExactly("io.orderstream.order.created.v1", "io.orderstream.order.confirmed.v1");
    Waiting.until(() -> assertThat(new Mailbox(shop.email()).mails()).hasSize(2));
  }

  @Test
  void anOrderBeyondStockIsRejectedAndNothingIsReserved() throws Exception {
    String sku = Shop.stock(2);

    UUID order = shop.placed(sku, 3).getId();

    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(REJECTED));
    assertThat(shop.order(order).getRefused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.getSku()).isEqualTo(sku))
        .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(INSUFFICIENT_STOCK));
    assertThat(Shop.item(sku).getAvailable()).isEqualTo(2);
    assertThat(Shop.item(sku).getReserved()).isZero();
  }

  @Test
  void aCancelledOrderGivesItsStockBack() throws Exception {
    String sku = Shop.stock(5);
    UUID order = shop.placed(sku, 5).getId();
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(CONFIRMED));

    Api.as("storefront").orders().cancelOrder(APICancelOrderRequest.newBuilder().id(order).build());

    Waiting.until(() -> assertThat(Shop.item(sku).getAvailable()).isEqualTo(5));
    assertThat(shop.status(order)).isEqualTo(CANCELLED);
    assertThat(Shop.item(sku).getReserved()).isZero();
  }

  @Test
  void fiveHundredOrdersAtOnceSellTwoHundredPiecesExactlyOnce() throws Exception {
    String sku = Shop.stock(200);

    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<UUID>> orders =
          IntStream.range(0, 500)
              .<Callable<UUID>>mapToObj(
                  _ -> () -> shop.placeUntilAnswered(sku, 1, Shop.Attempts.ENDLESS))
              .toList();
      for (Future<UUID> order : clients.invokeAll(orders)) {
        assertThat(order.get()).isNotNull();
      }
    }

    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    assertThat(shop.orders(CONFIRMED)).hasSize(200);
    assertThat(shop.orders(REJECTED)).hasSize(300);
    assertThat(Shop.item(sku).getAvailable()).isZero();
    assertThat(Shop.item(sku).getReserved()).isEqualTo(200);
  }

  @Test
  void theSameEventDeliveredTwiceHasOneEffect() throws Exception {
    String sku = Shop.stock(10);
    UUID order = shop.placed(sku, 4).getId();
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(CONFIRMED));
    Waiting.until(() -> assertThat(new Mailbox(shop.email()).mails()).hasSize(2));
    Events orders = new Events(Topics.ORDER_EVENTS);

    for (Events.Event event : orders.byKey().get(order.toString())) {
      orders.publishAgain(event.record());
    }
    orders.awaitConsumedBy("inventory-service");
    orders.awaitConsumedBy("notification-service");

    assertThat(Shop.item(sku).getAvailable()).isEqualTo(6);
    assertThat(Shop.item(sku).getReserved()).isEqualTo(4);
    assertThat(new Events(Topics.RESERVATION_EVENTS).byKey().get(order.toString())).hasSize(1);
    UUID later = shop.placed(sku, 1).getId();
    Waiting.until(() -> assertThat(shop.status(later)).isEqualTo(CONFIRMED));
    Mailbox mailbox = new Mailbox(shop.email());
    Waiting.until(() -> assertThat(mailbox.ids()).hasSize(4));
    assertThat(mailbox.mails()).hasSize(4);
  }
}
