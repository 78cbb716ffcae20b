package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as a storefront uses it: one customer, through the gateway. */
final class Shop {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final String customer = "customer-" + UUID.randomUUID();
  private final String gateway = "http://127.0.0.1:" + Stack.port(8080);

  record Answer(int status, JsonNode body) {}

  /** A new item with the given stock, which order-service has heard of. */
  String stock(int quantity) throws Exception {
    String sku = "T-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    var price = Map.of("amount", "12.50", "currency", "EUR");
    assertThat(send("PUT", "/items/" + sku, Map.of("name", "Test " + sku, "unitPrice", price)))
        .extracting(Answer::status)
        .isEqualTo(201);
    if (quantity > 0) {
      var delivery = Map.of("delta", quantity, "reason", "delivery");
      assertThat(send("POST", "/items/" + sku + "/stock-adjustments", delivery).status())
          .isBetween(200, 201);
    }
    Events items = new Events(Topics.ITEM_STATE);
    Waiting.until(() -> assertThat(items.byKey()).containsKey(sku));
    items.awaitConsumedBy("order-service");
    return sku;
  }

  JsonNode item(String sku) {
    return get("/items/" + sku);
  }

  Answer place(String sku, int quantity) {
    return send(
        "POST",
        "/orders",
        Map.of(
            "customerId",
            customer,
            "email",
            email(),
            "lines",
            List.of(Map.of("sku", sku, "quantity", quantity))));
  }

  /** Places an order that must be accepted; its id. */
  String placed(String sku, int quantity) {
    Answer answer = place(sku, quantity);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().path("id").stringValue();
  }

  Answer cancel(String order) {
    return send("POST", "/orders/" + order + "/cancellation", null);
  }

  String status(String order) {
    return order(order).path("status").asString();
  }

  JsonNode order(String order) {
    return get("/orders/" + order);
  }

  /** Ids of all orders of this customer in a state, over all pages. */
  List<String> orders(String status) {
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get("/orders?limit=100&customerId=" + customer + "&status=" + status + after);
      page.path("data").forEach(order -> ids.add(order.path("id").stringValue()));
      JsonNode next = page.path("nextCursor");
      after = next.isString() ? "&after=" + next.stringValue() : null;
    } while (after != null);
    return ids;
  }

  String email() {
    return customer + "@example.org";
  }

  private JsonNode get(String path) {
    Answer answer = send("GET", path, null);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Answer send(String method, String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/api/v1" + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
    } catch (IOException e) {
      return new Answer(0, JSON.stringNode(e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
