package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.orders.OrderTopic.Published;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class SettlingOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderTopic topic;
  @Autowired private MeterRegistry meters;

  @Test
  void confirmsAnOrderWhoseStockIsReserved() {
    UUID order = storefront.orders(inventory.offers("12.50", "EUR"), 2);
    var reply = Inventory.reserved(order);

    inventory.publish(reply);

    awaitStatus(order, "CONFIRMED");
    storefront.gets(order).expectHeader().valueEquals("ETag", "\"2\"");
    Published confirmed = topic.eventsOf(order, 2).getLast();
    assertThat(confirmed.type()).isEqualTo(OrderConfirmed.TYPE);
    assertThat(confirmed.version()).isEqualTo(2);
    assertThat(confirmed.json().at("/data/order/total/amount").stringValue()).isEqualTo("25.00");
  }

  @Test
  void rejectsAnOrderWhoseStockRanOut() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 2);
    var reply = Inventory.rejected(order);

    inventory.publish(reply);

    awaitStatus(order, "REJECTED");
    JsonNode refused = reply.json().at("/data/refused");
    assertThat(storefront.gets(order).returnResult(JsonNode.class).getResponseBody().get("refused"))
        .isEqualTo(refused);
    Published rejected = topic.eventsOf(order, 2).getLast();
    assertThat(rejected.type()).isEqualTo(OrderRejected.TYPE);
    assertThat(rejected.json().at("/data/refused")).isEqualTo(refused);
  }

  @Test
  void publishesWhatFollowsAsCausedByTheReply() {
    String sku = inventory.offers("1.00", "EUR");
    UUID one = storefront.orders(sku, 1);
    UUID other = storefront.orders(sku, 1);
    var replies = List.of(Inventory.reserved(one), Inventory.rejected(other));

    replies.forEach(inventory::publish);

    for (var reply : replies) {
      JsonNode settled =
          topic
              .eventsOf(UUID.fromString(reply.json().get("subject").stringValue()), 2)
              .getLast()
              .json();
      assertThat(settled.get("causationid")).isEqualTo(reply.json().get("id"));
      assertThat(settled.get("correlationid")).isEqualTo(reply.json().get("correlationid"));
      assertThat(settled.get("traceparent")).isEqualTo(reply.json().get("traceparent"));
    }
  }

  @Test
  void takesNoNoticeOfAReplyThatComesAgain() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    var reply = Inventory.reserved(order);
    double duplicates = duplicates();

    inventory.publish(reply);
    inventory.publish(reply);
    await().until(() -> duplicates() > duplicates);
    storefront.cancels(order).expectStatus().isOk();

    assertThat(topic.eventsOf(order, 3))
        .extracting(Published::type)
        .containsExactly(OrderCreated.TYPE, OrderConfirmed.TYPE, OrderCancelled.TYPE);
  }

  @Test
  void leavesACancelledOrderCancelled() {
    String sku = inventory.offers("1.00", "EUR");
    UUID cancelled = storefront.orders(sku, 1);
    storefront.cancels(cancelled).expectStatus().isOk();
    var tooLate = Inventory.reserved(cancelled);

    inventory.publish(tooLate);
    awaitHandled(tooLate);

    assertThat(storefront.statusOf(cancelled)).isEqualTo("CANCELLED");
    storefront.gets(cancelled).expectHeader().valueEquals("ETag", "\"2\"");
  }

  @Test
  void keepsRepliesToUnknownOrdersApartAndSettlesTheOthers() {
    UUID unknown = UUID.randomUUID();
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    inventory.publish(Inventory.reserved(unknown));
    inventory.publish(Inventory.reserved(order));

    awaitStatus(order, "CONFIRMED");
    assertThat(topic.deadLettersOf(unknown)).hasSize(1);
  }

  @Test
  void refusesToSettleAnOrderTwice() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    inventory.publish(Inventory.reserved(order));
    inventory.publish(Inventory.rejected(order));

    assertThat(topic.deadLettersOf(order).getFirst().type())
        .isEqualTo("io.orderstream.stock.rejected.v1");
    assertThat(storefront.statusOf(order)).isEqualTo("CONFIRMED");
  }

  private void awaitStatus(UUID order, String status) {
    await().untilAsserted(() -> assertThat(storefront.statusOf(order)).isEqualTo(status));
  }

  /** Waits until the inbox has the event, which it has once the event's transaction committed. */
  private void awaitHandled(Inventory.Event event) {
    await().until(() -> inventory.wasHeard(event));
  }

  private double duplicates() {
    return meters
        .get("inbox.duplicates")
        .tag("topic", "inventory.reservation.events.v1")
        .counter()
        .count();
  }
}
