package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CANCELLED;
import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.orders.OrdersApi.APICancelOrderRequest;
import io.orderstream.contracts.Topics;
import io.orderstream.systemtests.Events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnStack
class OutageTest {

  private final Shop shop = new Shop();

  @Test
  void mailsOfOrdersPlacedWhileNotificationsAreDownArriveOnceTheyAreBack() throws Exception {
    String sku = Shop.stock(100);
    Stack.kill("notification-service");
    for (int i = 0; i < 50; i++) {
      shop.placed(sku, 1);
    }
    Waiting.until(() -> assertThat(shop.orders(CONFIRMED)).hasSize(50));
    assertThat(new Mailbox(shop.email()).mails()).isEmpty();

    Stack.restart("notification-service");

    Waiting.until(() -> assertThat(new Mailbox(shop.email()).ids()).hasSize(100));
    new Events(Topics.ORDER_EVENTS).awaitConsumedBy("notification-service");
    assertThat(new Mailbox(shop.email()).mails())
        .hasSize(100)
        .extracting(Mailbox.Mail::messageId)
        .doesNotHaveDuplicates();
  }

  @Test
  void ordersAreAcceptedWhileKafkaIsDownAndPublishedInOrderWhenItIsBack() throws Exception {
    String sku = Shop.stock(100);
    Stack.kill("kafka");
    List<UUID> orders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      orders.add(shop.placed(sku, 1).getId());
    }
    List<UUID> cancelled = orders.subList(0, 20);
    for (UUID order : cancelled) {
      Api.as("storefront")
          .orders()
          .cancelOrder(APICancelOrderRequest.newBuilder().id(order).build());
    }

    Stack.restart("kafka");

    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    assertThat(shop.orders(CONFIRMED)).containsExactlyInAnyOrderElementsOf(orders.subList(20, 40));
    assertThat(shop.orders(CANCELLED)).containsExactlyInAnyOrderElementsOf(cancelled);
    Waiting.until(() -> assertThat(Shop.item(sku).getAvailable()).isEqualTo(80));
    Map<String, List<Event>> published = new Events(Topics.ORDER_EVENTS).byKey();
    assertThat(orders)
        .allSatisfy(order -> assertVersionsInOrder(published.get(order.toString()), 2));
  }

  /** Each version was published, and none before its predecessor, whatever came twice. */
  private static void assertVersionsInOrder(List<Event> events, int versions) {
    assertThat(events.stream().map(Event::version).distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, versions).boxed().toList());
  }
}
