package io.orderstream.orders;

import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Calls the service over HTTP, as a storefront does. */
@TestComponent
class Storefront {

  private RestTestClient http = RestTestClient.bindToServer().build();

  @EventListener
  void started(WebServerInitializedEvent event) {
    int port = event.getWebServer().getPort();
    http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  RestTestClient http() {
    return http;
  }

  RestTestClient.ResponseSpec posts(String json) {
    return http.post()
        .uri("/api/v1/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .body(json)
        .exchange();
  }

  /** Places an order of one line. */
  UUID orders(String sku, int quantity) {
    return orders("customer-" + UUID.randomUUID(), sku, quantity);
  }

  UUID orders(String customer, String sku, int quantity) {
    JsonNode order =
        posts(
                """
                {"customerId": "%s", "lines": [{"sku": "%s", "quantity": %d}]}
                """
                    .formatted(customer, sku, quantity))
            .expectStatus()
            .isCreated()
            .returnResult(JsonNode.class)
            .getResponseBody();
    return UUID.fromString(order.get("id").stringValue());
  }

  RestTestClient.ResponseSpec gets(UUID order) {
    return http.get().uri("/api/v1/orders/{id}", order).exchange();
  }

  String statusOf(UUID order) {
    return gets(order).returnResult(JsonNode.class).getResponseBody().get("status").stringValue();
  }

  RestTestClient.ResponseSpec cancels(UUID order) {
    return http.post().uri("/api/v1/orders/{id}/cancellation", order).exchange();
  }

  RestTestClient.ResponseSpec cancels(UUID order, String ifMatch) {
    return http.post()
        .uri("/api/v1/orders/{id}/cancellation", order)
        .header("If-Match", ifMatch)
        .exchange();
  }
}
