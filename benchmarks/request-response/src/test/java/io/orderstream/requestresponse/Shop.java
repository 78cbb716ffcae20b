package io.orderstream.requestresponse;

import io.orderstream.testing.Tokens;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** One of the services, as seen by its callers. */
final class Shop {

  private final URI address;
  private final RestTestClient http;

  Shop(URI address) {
    this.address = address;
    this.http = callerWith(Tokens.of("shop", "orders:any", "items"));
  }

  String address() {
    return address.toString();
  }

  RestTestClient callerWith(String token) {
    return anonymous().mutate().defaultHeader("Authorization", "Bearer " + token).build();
  }

  RestTestClient anonymous() {
    return RestTestClient.bindToServer().baseUrl(address()).build();
  }

  /** Adds an item that costs 12.50 euros. */
  String stocks(int available) {
    String sku = "SKU-" + UUID.randomUUID();
    http.put()
        .uri("/api/v1/items/{sku}", sku)
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            """
            {"name": "Mug", "unitPrice": {"amount": "12.50", "currency": "EUR"}}
            """)
        .exchange()
        .expectStatus()
        .isCreated();
    http.post()
        .uri("/api/v1/items/{sku}/stock-adjustments", sku)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"delta\": %d, \"reason\": \"delivery\"}".formatted(available))
        .exchange()
        .expectStatus()
        .isOk();
    return sku;
  }

  /** How many of an item are available, and how many are reserved. */
  String stockOf(String sku) {
    JsonNode item = get("/api/v1/items/" + sku);
    return item.get("available").intValue() + " available, " + item.get("reserved") + " reserved";
  }

  RestTestClient.ResponseSpec orders(String sku, int quantity, String email) {
    return orders(
        UUID.randomUUID(),
        """
        {"customerId": "ada", "email": "%s", "lines": [{"sku": "%s", "quantity": %d}]}
        """
            .formatted(email, sku, quantity));
  }

  RestTestClient.ResponseSpec orders(UUID key, String json) {
    return http.post()
        .uri("/api/v1/orders")
        .header("Idempotency-Key", key.toString())
        .contentType(MediaType.APPLICATION_JSON)
        .body(json)
        .exchange();
  }

  JsonNode get(String path) {
    return http.get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .returnResult(JsonNode.class)
        .getResponseBody();
  }
}
