package io.orderstream.orders;

import io.orderstream.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Calls the service over HTTP, as a storefront does that acts for all its customers. */
@TestComponent
class Storefront {

  private final JdbcClient jdbc;
  private int port;
  private RestTestClient http = RestTestClient.bindToServer().build();

  Storefront(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void started(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
    http = callerWith(Tokens.of("storefront", "orders:any"));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  int port() {
    return port;
  }

  RestTestClient http() {
    return http;
  }

  /** A customer who calls the service on its own behalf. */
  RestTestClient shopper(String customer) {
    return callerWith(Tokens.of(customer, "orders"));
  }

  RestTestClient callerWith(String token) {
    return anonymous().mutate().defaultHeader("Authorization", "Bearer " + token).build();
  }

  RestTestClient anonymous() {
    return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
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

  /** An order that was placed some time ago: its id tells that, too. */
  UUID ordered(String sku, Duration ago) {
    UUID order = orders(sku, 1);
    Instant then = Instant.now().minus(ago);
    UUID older =
        new UUID(
            (then.toEpochMilli() << 16) | (order.getMostSignificantBits() & 0xffff),
            order.getLeastSignificantBits());
    jdbc.sql(
            """
            update orders set id = ?, placed_at = placed_at - make_interval(secs => ?) where id = ?
            """)
        .params(older, ago.toSeconds(), order)
        .update();
    return older;
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
