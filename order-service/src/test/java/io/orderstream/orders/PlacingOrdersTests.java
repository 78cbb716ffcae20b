package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.orders.OrderCreated;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OrderServiceTest
class PlacingOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderTopic topic;
  @Autowired private JdbcClient jdbc;

  @Test
  void answersWithThePricedOrder() {
    String mug = inventory.offers("12.50", "EUR");
    String tea = inventory.offers("4.20", "EUR");

    var response =
        storefront
            .posts(
                """
                {"customerId": "c-1", "email": "ada@example.org",
                 "lines": [{"sku": "%s", "quantity": 2}, {"sku": "%s", "quantity": 1}],
                 "expectedTotal": {"amount": "29.20", "currency": "EUR"}}
                """
                    .formatted(mug, tea))
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals(HttpHeaders.ETAG, "\"1\"")
            .returnResult(JsonNode.class);

    JsonNode order = response.getResponseBody();
    String id = order.get("id").stringValue();
    assertThat(response.getResponseHeaders().getFirst(HttpHeaders.LOCATION))
        .isEqualTo("/api/v1/orders/" + id);
    assertThat(order)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"id": "%1$s", "status": "PENDING", "customerId": "c-1",
                     "email": "ada@example.org",
                     "lines": [
                       {"sku": "%2$s", "name": "Item %2$s", "quantity": 2,
                        "unitPrice": {"amount": "12.50", "currency": "EUR"},
                        "total": {"amount": "25.00", "currency": "EUR"}},
                       {"sku": "%3$s", "name": "Item %3$s", "quantity": 1,
                        "unitPrice": {"amount": "4.20", "currency": "EUR"},
                        "total": {"amount": "4.20", "currency": "EUR"}}],
                     "total": {"amount": "29.20", "currency": "EUR"},
                     "placedAt": "%4$s", "updatedAt": "%4$s"}
                    """
                        .formatted(id, mug, tea, order.get("placedAt").stringValue())));
    assertThat(storefront.gets(UUID.fromString(id)).returnResult(JsonNode.class).getResponseBody())
        .isEqualTo(order);
  }

  @Test
  void publishesTheOrderAsACloudEvent() {
    String sku = inventory.offers("12.50", "EUR");
    UUID order = storefront.orders("c-2", sku, 3);

    var created = topic.eventsOf(order, 1).getFirst();

    JsonNode event = created.json();
    assertThat(event.get("source").stringValue()).isEqualTo("/order-service");
    assertThat(event.get("type").stringValue()).isEqualTo(OrderCreated.TYPE);
    assertThat(event.get("subject").stringValue()).isEqualTo(order.toString());
    assertThat(event.get("aggregateversion").intValue()).isOne();
    assertThat(event.get("dataschema").stringValue())
        .isEqualTo("urn:orderstream:schema:" + OrderCreated.TYPE);
    assertThat(event.get("data"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"order": {"id": "%1$s", "customerId": "c-2",
                      "lines": [{"sku": "%2$s", "name": "Item %2$s", "quantity": 3,
                        "unitPrice": {"amount": "12.50", "currency": "EUR"},
                        "total": {"amount": "37.50", "currency": "EUR"}}],
                      "total": {"amount": "37.50", "currency": "EUR"},
                      "placedAt": "%3$s"}}
                    """
                        .formatted(order, sku, event.get("time").stringValue())));
    assertThat(created.headers())
        .containsEntry("ce_type", OrderCreated.TYPE)
        .containsEntry("content-type", "application/cloudevents+json");
  }

  @Test
  void carriesTheCorrelationIdIntoTheEvent() {
    String sku = inventory.offers("1.00", "EUR");
    String correlationId = "test-" + UUID.randomUUID();

    JsonNode order =
        storefront
            .http()
            .post()
            .uri("/api/v1/orders")
            .header("X-Correlation-Id", correlationId)
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                """
                {"customerId": "c-3", "lines": [{"sku": "%s", "quantity": 1}]}
                """
                    .formatted(sku))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals("X-Correlation-Id", correlationId)
            .returnResult(JsonNode.class)
            .getResponseBody();

    JsonNode event =
        topic.eventsOf(UUID.fromString(order.get("id").stringValue()), 1).getFirst().json();
    assertThat(event.get("correlationid").stringValue()).isEqualTo(correlationId);
    assertThat(event.has("causationid")).isFalse();
  }

  @Test
  void keepsTheSequenceOfLinesOfOneSku() {
    String sku = inventory.offers("300", "JPY");

    storefront
        .posts(
            """
            {"customerId": "c-4", "lines": [
              {"sku": "%1$s", "quantity": 2}, {"sku": "%1$s", "quantity": 1}]}
            """
                .formatted(sku))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.lines[0].quantity")
        .isEqualTo(2)
        .jsonPath("$.lines[1].quantity")
        .isEqualTo(1)
        .jsonPath("$.total.amount")
        .isEqualTo("900");
  }

  @Test
  void namesTheLinesOfUnknownItemsAndStoresNothing() {
    String known = inventory.offers("1.00", "EUR");
    String customer = "customer-" + UUID.randomUUID();

    storefront
        .posts(
            """
            {"customerId": "%s", "lines": [
              {"sku": "NO-SUCH-1", "quantity": 1},
              {"sku": "%s", "quantity": 1},
              {"sku": "NO-SUCH-2", "quantity": 1}]}
            """
                .formatted(customer, known))
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("unknown-item")
        .jsonPath("$.errors[*].pointer")
        .isEqualTo(List.of("/lines/0/sku", "/lines/2/sku"));

    assertThat(ordersOf(customer)).isZero();
  }

  @Test
  void refusesATotalThatIsNotTheExpectedOne() {
    String sku = inventory.offers("12.50", "EUR");
    String customer = "customer-" + UUID.randomUUID();

    storefront
        .posts(
            """
            {"customerId": "%s", "lines": [{"sku": "%s", "quantity": 2}],
             "expectedTotal": {"amount": "24.00", "currency": "EUR"}}
            """
                .formatted(customer, sku))
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("price-changed")
        .jsonPath("$.total.amount")
        .isEqualTo("25.00");

    assertThat(ordersOf(customer)).isZero();
  }

  @Test
  void refusesItemsOfDifferentCurrencies() {
    String customer = "customer-" + UUID.randomUUID();

    storefront
        .posts(
            """
            {"customerId": "%s", "lines": [
              {"sku": "%s", "quantity": 1}, {"sku": "%s", "quantity": 1}]}
            """
                .formatted(customer, inventory.offers("1.00", "EUR"), inventory.offers("1", "JPY")))
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("mixed-currencies");

    assertThat(ordersOf(customer)).isZero();
  }

  @Test
  void refusesATotalThatOverflows() {
    String customer = "customer-" + UUID.randomUUID();

    storefront
        .posts(
            """
            {"customerId": "%s", "lines": [{"sku": "%s", "quantity": 10000}]}
            """
                .formatted(customer, inventory.offers("999999999.99", "EUR")))
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("amount-too-large");

    assertThat(ordersOf(customer)).isZero();
  }

  private int ordersOf(String customer) {
    return jdbc.sql("select count(*) from orders where customer_id = ?")
        .param(customer)
        .query(Integer.class)
        .single();
  }
}
