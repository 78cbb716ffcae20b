package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Topics;
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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's description is true: every answer in it, with every problem that it names for it, can
 * be had, and is what it says.
 */
@OrderServiceTest
class ApiDocumentTests {

  private static final String ORDERS = "/api/v1/orders";
  private static final String ORDER = "/api/v1/orders/{id}";
  private static final String EVENTS = "/api/v1/orders/{id}/events";
  private static final String CANCELLATION = "/api/v1/orders/{id}/cancellation";
  private static final String STUCK = "/api/v1/orders/stuck";

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  private final String customer = "customer-" + UUID.randomUUID();
  private final String shopper = Tokens.of(customer, "orders");
  private final String operator = Tokens.of("ops", "ops");

  @TestFactory
  Stream<DynamicTest> givesEveryAnswerOfItsDescription() {
    String json = send(get("/v3/api-docs")).body();
    ApiDocument document = ApiDocument.parse(json);
    List<Scenario> scenarios = Stream.concat(scenarios(), operating(document)).toList();

    assertThat(scenarios)
        .extracting(Scenario::promise)
        .containsExactlyInAnyOrderElementsOf(
            promises(document, JsonMapper.shared().readTree(json)));
    return scenarios.stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(scenario.toString(), () -> play(scenario, document)));
  }

  @Test
  void isDescribedAmongTheContracts() {
    ApiDocument.parse(send(get("/v3/api-docs")).body()).assertPublishedAs("orders");
  }

  private Stream<Scenario> scenarios() {
    return Stream.of(placing(), finding(), following(), cancelling(), watching())
        .flatMap(each -> each);
  }

  private Stream<Scenario> placing() {
    String sku = inventory.offers("1.00", "EUR");
    String yen = inventory.offers("1", "JPY");
    String dear = inventory.offers("999999999.99", "EUR");
    var place = place(line(sku, 1));
    String key = "key-" + UUID.randomUUID();
    var expectingLess =
        post(
            ORDERS,
            "{\"lines\":[%s],\"expectedTotal\":{\"amount\":\"0.99\",\"currency\":\"EUR\"}}"
                .formatted(line(sku, 1)));
    return Stream.concat(
        common("POST", ORDERS, shopper, place),
        Stream.of(
            scenario(201, "POST", ORDERS, "", place),
            scenario(409, "POST", ORDERS, "price-changed", expectingLess),
            new Scenario(
                promise(409, "POST", ORDERS, "idempotency-key-in-use"),
                () -> sendWhileInUse(key, with("Idempotency-Key", key, place))),
            new Scenario(
                promise(422, "POST", ORDERS, "idempotency-key-reused"),
                () -> {
                  send(with("Idempotency-Key", key, place));
                  return send(with("Idempotency-Key", key, place(line(sku, 2))));
                }),
            scenario(
                415,
                "POST",
                ORDERS,
                "unsupported-media-type",
                with("Content-Type", "text/plain", place)),
            scenario(422, "POST", ORDERS, "validation-failed", place("{}")),
            scenario(422, "POST", ORDERS, "unknown-item", place(line("NO-SUCH", 1))),
            scenario(
                422, "POST", ORDERS, "mixed-currencies", place(line(sku, 1) + "," + line(yen, 1))),
            scenario(422, "POST", ORDERS, "amount-too-large", place(line(dear, 10_000)))));
  }

  private Stream<Scenario> finding() {
    UUID order = storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);
    var find = get(ORDERS + "/" + order);
    return Stream.of(
            common("GET", ORDERS, shopper, get(ORDERS)),
            common("GET", ORDER, shopper, find),
            Stream.of(
                scenario(200, "GET", ORDERS, "", get(ORDERS)),
                scenario(200, "GET", ORDER, "", find),
                scenario(304, "GET", ORDER, "", with("If-None-Match", "\"1\"", find)),
                scenario(
                    404, "GET", ORDER, "order-not-found", get(ORDERS + "/" + UUID.randomUUID()))))
        .flatMap(each -> each);
  }

  private Stream<Scenario> following() {
    UUID order = storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);
    UUID cancelled = storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(cancelled).expectStatus().isOk();
    var timeline = get(ORDERS + "/" + order + "/events");
    var stream = with("Accept", "text/event-stream", get(ORDERS + "/" + cancelled + "/events"));
    return Stream.concat(
        common("GET", EVENTS, shopper, timeline),
        Stream.of(
            scenario(200, "GET", EVENTS, "", timeline),
            scenario(204, "GET", EVENTS, "", with("Last-Event-ID", "2", stream)),
            scenario(
                404,
                "GET",
                EVENTS,
                "order-not-found",
                get(ORDERS + "/" + UUID.randomUUID() + "/events")),
            new Scenario(
                promise(429, "GET", EVENTS, "too-many-streams"), () -> sendWhileFollowed(order))));
  }

  private HttpResponse<String> sendWhileFollowed(UUID order) {
    URI uri = storefront.uri(ORDERS + "/" + order + "/events");
    List<LiveStream> streams =
        Stream.generate(() -> LiveStream.open(uri, shopper))
            .limit(OrderServiceTest.MAX_STREAMS_PER_CUSTOMER)
            .toList();
    try {
      return send(with("Accept", "text/event-stream", get(uri.getPath())));
    } finally {
      streams.forEach(LiveStream::close);
    }
  }

  private Stream<Scenario> cancelling() {
    String sku = inventory.offers("1.00", "EUR");
    UUID order = storefront.orders(customer, sku, 1);
    UUID changed = storefront.orders(customer, sku, 1);
    UUID rejected = storefront.orders(customer, sku, 1);
    inventory.publish(Inventory.rejected(rejected));
    await().until(() -> storefront.statusOf(rejected).equals("REJECTED"));
    return Stream.concat(
        common("POST", CANCELLATION, shopper, cancel(changed)),
        Stream.of(
            scenario(200, "POST", CANCELLATION, "", cancel(order)),
            scenario(404, "POST", CANCELLATION, "order-not-found", cancel(UUID.randomUUID())),
            scenario(409, "POST", CANCELLATION, "order-state-conflict", cancel(rejected)),
            scenario(
                412,
                "POST",
                CANCELLATION,
                "version-conflict",
                with("If-Match", "\"7\"", cancel(changed)))));
  }

  private Stream<Scenario> watching() {
    storefront.ordered(inventory.offers("1.00", "EUR"), Duration.ofDays(2));
    var list = as(operator, get(STUCK));
    return Stream.concat(
        common("GET", STUCK, operator, list), Stream.of(scenario(200, "GET", STUCK, "", list)));
  }

  /** What every service has for its operators. */
  private Stream<Scenario> operating(ApiDocument document) {
    OperatorCalls calls =
        new OperatorCalls(
            storefront.uri("").toString(),
            "order-service",
            Topics.RESERVATION_EVENTS.name(),
            Topics.ITEM_STATE.name());
    return document.answers().stream()
        .filter(answer -> answer.path().startsWith(OperatorCalls.CONSUMERS))
        .flatMap(answer -> operating(answer, calls));
  }

  private Stream<Scenario> operating(Answer answer, OperatorCalls calls) {
    return switch (answer.status()) {
      case 400, 401, 403, 406 -> Stream.of();
      case 415 -> Stream.of(operating(answer, "unsupported-media-type", calls));
      case 200, 202 ->
          Stream.concat(
              common(answer.method(), answer.path(), operator, calls.request(answer)),
              Stream.of(operating(answer, "", calls)));
      default -> Stream.of(operating(answer, "", calls));
    };
  }

  private static Scenario operating(Answer answer, String problem, OperatorCalls calls) {
    return scenario(
        answer.status(), answer.method(), answer.path(), problem, calls.request(answer));
  }

  /** What every operation may answer, from a request that it would take. */
  private Stream<Scenario> common(
      String method, String path, String token, HttpRequest.Builder request) {
    var taken = as(token, request);
    var others = as(Tokens.of("grace", "items"), request);
    return Stream.of(
        scenario(400, method, path, "malformed-request", asking("%0a=1", taken)),
        scenario(400, method, path, "invalid-parameter", asking("colour=red", taken)),
        scenario(401, method, path, "unauthorized", as("nonsense", request)),
        scenario(403, method, path, "forbidden", others),
        scenario(406, method, path, "not-acceptable", with("Accept", "text/csv", taken)));
  }

  /** Every answer of the description, once for each problem that it names. */
  private static List<Promise> promises(ApiDocument document, JsonNode json) {
    return document.answers().stream()
        .flatMap(
            answer -> {
              JsonNode problems =
                  json.path("paths")
                      .path(answer.path())
                      .path(answer.method().toLowerCase(Locale.ROOT))
                      .path("responses")
                      .path(String.valueOf(answer.status()))
                      .path("content")
                      .path("application/problem+json")
                      .path("examples");
              return problems.isEmpty()
                  ? Stream.of(new Promise(answer, ""))
                  : problems.propertyNames().stream().map(code -> new Promise(answer, code));
            })
        .toList();
  }

  private static void play(Scenario scenario, ApiDocument document) {
    Promise promise = scenario.promise;
    HttpResponse<String> response = scenario.call.send();
    document.verify(promise.answer, response);
    if (!promise.problem.isEmpty()) {
      assertThat(JsonMapper.shared().readTree(response.body()).path("code").asString())
          .isEqualTo(promise.problem);
    }
  }

  private static Scenario scenario(
      int status, String method, String path, String problem, HttpRequest.Builder request) {
    return new Scenario(promise(status, method, path, problem), () -> send(request));
  }

  private static Promise promise(int status, String method, String path, String problem) {
    return new Promise(Answer.of(status, method, path), problem);
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + storefront.port() + path))
        .header("Authorization", "Bearer " + shopper);
  }

  private HttpRequest.Builder post(String path, String body) {
    return get(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder place(String lines) {
    return post(ORDERS, "{\"lines\":[%s]}".formatted(lines));
  }

  private static String line(String sku, int quantity) {
    return "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity);
  }

  private HttpRequest.Builder cancel(UUID order) {
    return get(ORDERS + "/" + order + "/cancellation").POST(BodyPublishers.noBody());
  }

  private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
    return with("Authorization", "Bearer " + token, request);
  }

  private static HttpRequest.Builder with(String header, String value, HttpRequest.Builder like) {
    return HttpRequest.newBuilder(like.build(), (name, _) -> !name.equalsIgnoreCase(header))
        .header(header, value);
  }

  private static HttpRequest.Builder asking(String query, HttpRequest.Builder like) {
    HttpRequest request = like.build();
    return HttpRequest.newBuilder(request, (_, _) -> true)
        .uri(URI.create(request.uri() + "?" + query));
  }

  private HttpResponse<String> sendWhileInUse(String key, HttpRequest.Builder request) {
    return transaction.execute(
        _ -> {
          jdbc.sql("select pg_advisory_xact_lock(hashtextextended(? || chr(10) || ?, 0))")
              .params(customer, key)
              .query()
              .singleRow();
          return send(request);
        });
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * An answer of the description.
   *
   * @param problem the code of the problem that it tells; empty if it tells none
   */
  private record Promise(Answer answer, String problem) {}

  private record Scenario(Promise promise, Call call) {

    @Override
    public String toString() {
      Answer answer = promise.answer;
      return "%s %s: %d %s"
          .formatted(answer.method(), answer.path(), answer.status(), promise.problem);
    }
  }

  private interface Call {

    HttpResponse<String> send();
  }
}
