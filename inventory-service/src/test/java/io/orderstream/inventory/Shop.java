package io.orderstream.inventory;

import static java.util.Objects.requireNonNull;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.orderstream.access.Scopes;
import io.orderstream.testing.Tokens;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Lazy;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The staff of a shop, who talk to the service over HTTP. */
@TestComponent
@Lazy
public class Shop {

  private static final String STAFF = Tokens.of("grace", Scopes.ITEMS);

  private final String address;
  private final RestTestClient http;

  Shop(@LocalServerPort int port) {
    address = "http://127.0.0.1:" + port;
    http = as(STAFF);
  }

  public String address() {
    return address;
  }

  /** A client for staff. */
  public RestTestClient http() {
    return http;
  }

  /** A client that brings an access token. */
  public RestTestClient as(String token) {
    return RestTestClient.bindToServer()
        .baseUrl(address)
        .defaultHeaders(headers -> headers.setBearerAuth(token))
        .build();
  }

  /** A client that brings none. */
  public RestTestClient anonymous() {
    return RestTestClient.bindToServer().baseUrl(address).build();
  }

  /** A new item, at 12.50 EUR. */
  public String stocks(int quantity) {
    String sku = "T-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    defines(sku, "Enamel mug", "12.50");
    if (quantity > 0) {
      adjusts(sku, quantity);
    }
    return sku;
  }

  public void defines(String sku, String name, String amount) {
    http.put()
        .uri("/api/v1/items/{sku}", sku)
        .contentType(APPLICATION_JSON)
        .body(Map.of("name", name, "unitPrice", Map.of("amount", amount, "currency", "EUR")))
        .exchange()
        .expectStatus()
        .is2xxSuccessful();
  }

  public void adjusts(String sku, int delta) {
    http.post()
        .uri("/api/v1/items/{sku}/stock-adjustments", sku)
        .contentType(APPLICATION_JSON)
        .body(Map.of("delta", delta, "reason", "delivery"))
        .exchange()
        .expectStatus()
        .isOk();
  }

  public Stock stockOf(String sku) {
    Stock stock =
        http.get()
            .uri("/api/v1/items/{sku}", sku)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Stock.class)
            .returnResult()
            .getResponseBody();
    return requireNonNull(stock);
  }

  public record Stock(int available, int reserved) {}
}
