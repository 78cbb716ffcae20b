package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.orders.OrderTopic.Published;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class OrderTimelineTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderTopic topic;

  @Test
  void tellsWhatHappenedByTheEventsThatWerePublished() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    var reply = Inventory.reserved(order);
    inventory.publish(reply);
    await().until(() -> storefront.statusOf(order).equals("CONFIRMED"));
    storefront.cancels(order).expectStatus().isOk();

    JsonNode timeline =
        timeline(order).expectStatus().isOk().returnResult(JsonNode.class).getResponseBody();

    List<JsonNode> events = timeline.get("data").valueStream().toList();
    assertThat(events)
        .extracting(event -> event.get("status").stringValue())
        .containsExactly("PENDING", "CONFIRMED", "CANCELLED");
    List<Published> published = topic.eventsOf(order, 3);
    for (int i = 0; i < 3; i++) {
      JsonNode event = events.get(i);
      JsonNode record = published.get(i).json();
      assertThat(event.get("version")).isEqualTo(record.get("aggregateversion"));
      assertThat(event.get("type")).isEqualTo(record.get("type"));
      assertThat(event.get("occurredAt")).isEqualTo(record.get("time"));
      assertThat(event.get("eventId")).isEqualTo(record.get("id"));
      assertThat(event.get("correlationId")).isEqualTo(record.get("correlationid"));
      assertThat(event.get("causationId").stringValue(null))
          .isEqualTo(record.path("causationid").stringValue(null));
    }
    assertThat(events.get(1).get("causationId")).isEqualTo(reply.json().get("id"));
  }

  @Test
  void isJsonUnlessAStreamIsAskedFor() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    timeline(order).expectHeader().contentType(MediaType.APPLICATION_JSON);
    storefront
        .http()
        .get()
        .uri("/api/v1/orders/{id}/events", order)
        .header("Accept", "*/*")
        .exchange()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON);
  }

  @Test
  void knowsNoOtherOrders() {
    timeline(UUID.randomUUID())
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-not-found");
  }

  @Test
  void knowsNoOrdersOfOtherCustomers() {
    String customer = "customer-" + UUID.randomUUID();
    UUID order = storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);

    storefront
        .shopper("customer-" + UUID.randomUUID())
        .get()
        .uri("/api/v1/orders/{id}/events", order)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("There is no order " + order);
    storefront
        .shopper(customer)
        .get()
        .uri("/api/v1/orders/{id}/events", order)
        .exchange()
        .expectStatus()
        .isOk();
  }

  private RestTestClient.ResponseSpec timeline(UUID order) {
    return storefront.http().get().uri("/api/v1/orders/{id}/events", order).exchange();
  }
}
