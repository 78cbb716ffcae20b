package io.orderstream.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.access.Scopes;
import io.orderstream.contracts.Topics;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.testing.ApiDocument;
import io.orderstream.testing.ApiDocument.Answer;
import io.orderstream.testing.OperatorCalls;
import io.orderstream.testing.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The API's description is true: every answer in it can be had, and is what it says. */
@RunningService
class ApiDocumentTests {

  private static final String STAFF = Tokens.of("grace", Scopes.ITEMS);
  private static final String NOBODY = Tokens.of("mallory", "profile");
  private static final String LIST = "/api/v1/items";
  private static final String ITEM = "/api/v1/items/{sku}";
  private static final String ADJUSTMENTS = "/api/v1/items/{sku}/stock-adjustments";
  private static final String MUG =
      "{\"name\":\"Mug\",\"unitPrice\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}";
  private static final String DELIVERY = "{\"delta\":1,\"reason\":\"delivery\"}";

  @Autowired private Shop shop;

  private Map<Answer, HttpRequest.Builder> requests() {
    String sku = shop.stocks(3);
    String unchanged = shop.stocks(0);
    String newSku = UUID.randomUUID().toString();
    return Map.ofEntries(
        answer(200, "GET", LIST, get(LIST)),
        answer(400, "GET", LIST, get(LIST + "?limit=0")),
        answer(401, "GET", LIST, anonymous(get(LIST))),
        answer(403, "GET", LIST, as(NOBODY, get(LIST))),
        answer(406, "GET", LIST, get(LIST).header("Accept", "text/csv")),
        answer(200, "GET", ITEM, get(item(sku))),
        answer(304, "GET", ITEM, get(item(unchanged)).header("If-None-Match", "\"0.0\"")),
        answer(400, "GET", ITEM, get(item(sku) + "?a=1&a=2")),
        answer(401, "GET", ITEM, anonymous(get(item(sku)))),
        answer(403, "GET", ITEM, as(NOBODY, get(item(sku)))),
        answer(404, "GET", ITEM, get(item("no-such-item"))),
        answer(406, "GET", ITEM, get(item(sku)).header("Accept", "text/csv")),
        answer(200, "PUT", ITEM, put(sku, MUG)),
        answer(201, "PUT", ITEM, put(newSku, MUG)),
        answer(400, "PUT", ITEM, put(sku, "{")),
        answer(401, "PUT", ITEM, anonymous(put(sku, MUG))),
        answer(403, "PUT", ITEM, as(NOBODY, put(sku, MUG))),
        answer(406, "PUT", ITEM, put(sku, MUG).header("Accept", "text/csv")),
        answer(412, "PUT", ITEM, put(sku, MUG).header("If-Match", "\"9.9\"")),
        answer(415, "PUT", ITEM, put(sku, MUG).setHeader("Content-Type", "text/csv")),
        answer(422, "PUT", ITEM, put(sku, "{}")),
        answer(200, "POST", ADJUSTMENTS, post(sku, DELIVERY)),
        answer(400, "POST", ADJUSTMENTS, post(sku, "{")),
        answer(401, "POST", ADJUSTMENTS, anonymous(post(sku, DELIVERY))),
        answer(403, "POST", ADJUSTMENTS, as(NOBODY, post(sku, DELIVERY))),
        answer(404, "POST", ADJUSTMENTS, post("no-such-item", DELIVERY)),
        answer(406, "POST", ADJUSTMENTS, post(sku, DELIVERY).header("Accept", "text/csv")),
        answer(409, "POST", ADJUSTMENTS, post(sku, DELIVERY.replace("1", "-100"))),
        answer(415, "POST", ADJUSTMENTS, post(sku, "").setHeader("Content-Type", "text/csv")),
        answer(422, "POST", ADJUSTMENTS, post(sku, "{}")));
  }

  @TestFactory
  Stream<DynamicTest> givesEveryAnswerOfItsDescription() throws Exception {
    ApiDocument document = document();
    Map<Answer, HttpRequest.Builder> requests = new LinkedHashMap<>(requests());
    OperatorCalls calls =
        new OperatorCalls(shop.address(), "inventory-service", Topics.ORDER_EVENTS.name(), null);
    document.answers().stream()
        .filter(answer -> answer.path().startsWith(OperatorCalls.CONSUMERS))
        .filter(calls::canGive)
        .forEach(answer -> requests.put(answer, calls.request(answer)));
    assertThat(requests.keySet())
        .containsExactlyInAnyOrderElementsOf(
            document.answers().stream().filter(calls::canGive).toList());
    return requests.entrySet().stream()
        .map(
            request ->
                DynamicTest.dynamicTest(
                    request.getKey().toString(),
                    () -> document.verify(request.getKey(), send(request.getValue()))));
  }

  @Test
  void isDescribedAmongTheContracts() throws Exception {
    document().assertPublishedAs("inventory");
  }

  private ApiDocument document() throws Exception {
    return ApiDocument.parse(send(anonymous(get("/v3/api-docs"))).body());
  }

  private static Map.Entry<Answer, HttpRequest.Builder> answer(
      int status, String method, String path, HttpRequest.Builder request) {
    return Map.entry(Answer.of(status, method, path), request);
  }

  private static String item(String sku) {
    return LIST + "/" + sku;
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(shop.address() + path))
        .header("Authorization", "Bearer " + STAFF);
  }

  private HttpRequest.Builder put(String sku, String body) {
    return get(item(sku))
        .PUT(BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
  }

  private HttpRequest.Builder post(String sku, String body) {
    return get(item(sku) + "/stock-adjustments")
        .POST(BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
    return request.setHeader("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder anonymous(HttpRequest.Builder request) {
    return HttpRequest.newBuilder(request.build(), (name, _) -> !name.equals("Authorization"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
