package io.orderstream.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.orderstream.access.Scopes;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.testing.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@RunningService
class ItemApiTests {

  private static final String MUG =
      """
      {"name":"Enamel mug","unitPrice":{"amount":"12.5","currency":"EUR"}}""";

  @Autowired private Shop shop;
  @Autowired private JdbcClient jdbc;

  private final String sku = "API-" + UUID.randomUUID();
  private RestTestClient http;

  @BeforeEach
  void connect() {
    http = shop.http();
  }

  @Test
  void addsAnItemAndShowsIt() {
    define(MUG)
        .expectStatus()
        .isCreated()
        .expectHeader()
        .location("/api/v1/items/" + sku)
        .expectHeader()
        .valueEquals("ETag", "\"0.0\"");

    http.get()
        .uri("/api/v1/items/{sku}", sku)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"0.0\"")
        .expectBody()
        .json(
            """
            {"sku":"%s","name":"Enamel mug","unitPrice":{"amount":"12.50","currency":"EUR"},
             "available":0,"reserved":0}"""
                .formatted(sku));
  }

  @Test
  void changesAnItemOnlyInTheStateThatTheCallerKnows() {
    define(MUG);

    define(MUG.replace("12.5", "13"), "If-Match", "\"0.0\"")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1.1\"")
        .expectBody()
        .jsonPath("$.unitPrice.amount")
        .isEqualTo("13.00");
    isProblem(define(MUG.replace("12.5", "14"), "If-Match", "\"0.0\""), 412, "version-conflict");
    isProblem(define(MUG.replace("12.5", "14"), "If-Match", "W/\"1.1\""), 412, "version-conflict");
    isProblem(define(MUG, "If-None-Match", "*"), 412, "version-conflict");
    isProblem(define(MUG, "If-Match", "no tag"), 412, "version-conflict");
    define(MUG.replace("12.5", "15"), "If-Match", "\"7.7\", \"1.1\"").expectStatus().isOk();
    define(MUG.replace("12.5", "16"), "If-Match", "*").expectStatus().isOk();
  }

  @Test
  void changesAnItemThatSellsFast() {
    define(MUG);
    shop.adjusts(sku, 10);

    define(MUG.replace("12.5", "13"), "If-Match", "\"0.0\"")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1.2\"");
  }

  @Test
  void showsAnItemAnewWhenItsStockMoved() {
    define(MUG);
    shop.adjusts(sku, 10);

    http.get()
        .uri("/api/v1/items/{sku}", sku)
        .header("If-None-Match", "\"0.0\"")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(10);
  }

  @Test
  void addsNoItemWhereOneIsExpected() {
    isProblem(define(MUG, "If-Match", "*"), 412, "version-conflict");

    isProblem(get("/api/v1/items/" + sku), 404, "item-not-found");
    define(MUG, "If-None-Match", "*").expectStatus().isCreated();
  }

  @Test
  void leavesAnItemAloneThatIsDefinedAsItIs() {
    define(MUG);

    define(MUG).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"0.0\"");
  }

  @Test
  void answersNotModifiedToWhoKnowsTheItem() {
    define(MUG);

    http.get()
        .uri("/api/v1/items/{sku}", sku)
        .header("If-None-Match", "\"0.0\"")
        .exchange()
        .expectStatus()
        .isNotModified();
  }

  @Test
  void addsAnItemOnceWhenManyDefineItAtOnce() throws Exception {
    List<Callable<HttpStatus>> callers =
        IntStream.range(0, 8)
            .<Callable<HttpStatus>>mapToObj(
                caller -> () -> (HttpStatus) define(MUG).expectBody().returnResult().getStatus())
            .toList();

    var statuses = new ArrayList<HttpStatus>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpStatus> answer : threads.invokeAll(callers)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).containsOnly(HttpStatus.CREATED, HttpStatus.OK);
    assertThat(statuses).containsOnlyOnce(HttpStatus.CREATED);
  }

  @Test
  void adjustsStockAndKeepsARecordOfIt() {
    define(MUG);

    adjust("{\"delta\":10,\"reason\":\"delivery 4711\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(10);
    isProblem(adjust("{\"delta\":-11,\"reason\":\"breakage\"}"), 409, "insufficient-stock");
    isProblem(adjust("{\"delta\":999999991,\"reason\":\"typo\"}"), 409, "stock-limit-exceeded");
    adjust("{\"delta\":-10,\"reason\":\"breakage\"}").expectStatus().isOk();

    assertThat(
            jdbc.sql(
                    """
                    select delta || ' ' || reason || ' ' || available || ' ' || adjusted_by
                    from stock_adjustment
                    where sku = ? order by id
                    """)
                .param(sku)
                .query(String.class)
                .list())
        .containsExactly("10 delivery 4711 10 grace", "-10 breakage 0 grace");
  }

  @Test
  void neverLosesAnAdjustment() throws Exception {
    define(MUG);
    List<Callable<HttpStatus>> callers =
        IntStream.range(0, 20)
            .<Callable<HttpStatus>>mapToObj(
                caller ->
                    () ->
                        (HttpStatus)
                            adjust("{\"delta\":1,\"reason\":\"delivery\"}")
                                .expectBody()
                                .returnResult()
                                .getStatus())
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpStatus> answer : threads.invokeAll(callers)) {
        assertThat(answer.get()).isEqualTo(HttpStatus.OK);
      }
    }

    assertThat(shop.stockOf(sku).available()).isEqualTo(20);
  }

  @Test
  void listsItemsPageByPageInSkuOrder() {
    for (String suffix : List.of("-C", "-A", "-B")) {
      shop.defines(sku + suffix, "Mug", "1.00");
    }

    page("/api/v1/items?limit=2&after=" + sku)
        .expectHeader()
        .valueEquals("Link", "</api/v1/items?limit=2&after=%s-B>; rel=\"next\"".formatted(sku))
        .expectBody()
        .jsonPath("$.data[*].sku")
        .value(
            Object.class,
            found -> assertThat(found).hasToString("[%s-A, %s-B]".formatted(sku, sku)))
        .jsonPath("$.nextCursor")
        .isEqualTo(sku + "-B");
    page("/api/v1/items?limit=1&after=" + sku + "-B")
        .expectBody()
        .jsonPath("$.data[0].sku")
        .isEqualTo(sku + "-C");
    page("/api/v1/items?after=zzzz")
        .expectHeader()
        .doesNotExist("Link")
        .expectBody()
        .json("{\"data\":[],\"nextCursor\":null}");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3} {4} at {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          PUT  | /X           | {                                         | 400 | malformed-request  | -
          PUT  | /X           | -                                         | 400 | malformed-request  | -
          PUT  | /X           | []                                        | 400 | malformed-request  | -
          PUT  | /X           | {}                                        | 422 | validation-failed  | /name
          PUT  | /X           | {}                                        | 422 | validation-failed  | /unitPrice
          PUT  | /X           | {"name":"M","unitPrice":{}}               | 422 | validation-failed  | /unitPrice/amount
          PUT  | /X           | {"name":"M","unitPrice":{}}               | 422 | validation-failed  | /unitPrice/currency
          PUT  | /X           | {"name":"M","unitPrice":7}                | 422 | validation-failed  | /unitPrice
          PUT  | /X           | {"name":7}                                | 422 | validation-failed  | /name
          PUT  | /X           | {"name":"M","colour":"red"}               | 422 | validation-failed  | /colour
          PUT  | /X           | {"name":" ",   "unitPrice":{"amount":"1",    "currency":"EUR"}} | 422 | validation-failed | /name
          PUT  | /X           | {"name":"a\\u0000","unitPrice":{"amount":"1","currency":"EUR"}} | 422 | validation-failed | /name
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":12.5,   "currency":"EUR"}} | 422 | validation-failed | /unitPrice/amount
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":"-1",   "currency":"EUR"}} | 422 | validation-failed | /unitPrice/amount
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":"1.005","currency":"EUR"}} | 422 | validation-failed | /unitPrice/amount
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":"1e9",  "currency":"EUR"}} | 422 | validation-failed | /unitPrice/amount
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":"1.5",  "currency":"JPY"}} | 422 | validation-failed | /unitPrice/amount
          PUT  | /X           | {"name":"M",   "unitPrice":{"amount":"1",    "currency":"eur"}} | 422 | validation-failed | /unitPrice/currency
          PUT  | /-X          | {"name":"M",   "unitPrice":{"amount":"1",    "currency":"EUR"}} |  400 | invalid-parameter | sku
          POST | /X/stock-adjustments | {"reason":"r"}                    | 422 | validation-failed  | /delta
          POST | /X/stock-adjustments | {"delta":0,"reason":"r"}          | 422 | validation-failed  | /delta
          POST | /X/stock-adjustments | {"delta":1.5,"reason":"r"}        | 422 | validation-failed  | /delta
          POST | /X/stock-adjustments | {"delta":"1","reason":"r"}        | 422 | validation-failed  | /delta
          POST | /X/stock-adjustments | {"delta":99999999999,"reason":"r"}| 422 | validation-failed  | /delta
          POST | /X/stock-adjustments | {"delta":1}                       | 422 | validation-failed  | /reason
          POST | /X/stock-adjustments | {"delta":1,"reason":""}           | 422 | validation-failed  | /reason
          POST | /NIL/stock-adjustments | {"delta":1,"reason":"r"}        | 404 | item-not-found     | -
          POST | /X           | {}                                        | 405 | method-not-allowed | -
          GET  | /NIL         | -                                         | 404 | item-not-found     | -
          GET  | /no%20sku    | -                                         | 404 | item-not-found     | -
          GET  | ?limit=0     | -                                         | 400 | invalid-parameter  | limit
          GET  | ?limit=101   | -                                         | 400 | invalid-parameter  | limit
          GET  | ?limit=many  | -                                         | 400 | invalid-parameter  | limit
          GET  | ?after=%00   | -                                         | 400 | invalid-parameter  | after
          GET  | /X/nothing   | -                                         | 404 | not-found          | -
          """)
  void saysWhatIsWrongWithARequest(
      String method,
      String path,
      @Nullable String body,
      int status,
      String code,
      @Nullable String part) {
    var request =
        http.method(HttpMethod.valueOf(method))
            .uri(URI.create(shop.address() + "/api/v1/items" + path))
            .contentType(APPLICATION_JSON);

    var problem = isProblem((body == null ? request : request.body(body)).exchange(), status, code);

    if (part != null) {
      problem
          .jsonPath("$.errors[*]['pointer','parameter']")
          .value(Object.class, parts -> assertThat(parts.toString()).contains("=" + part + "}"));
    }
  }

  @Test
  void answersInProblemDetailsToEveryone() {
    isProblem(get("/nowhere"), 404, "not-found");
    isProblem(
        http.put().uri("/api/v1/items/X").contentType(TEXT_PLAIN).body("mug").exchange(),
        415,
        "unsupported-media-type");
    isProblem(
        http.get().uri("/nowhere").header("Accept", "text/html").exchange(), 404, "not-found");
    isProblem(
        http.get().uri("/api/v1/items").header("Accept", "application/xml").exchange(),
        406,
        "not-acceptable");
    isProblem(get("/error"), 404, "not-found");
  }

  @Test
  void echoesTheCorrelationId() {
    http.get()
        .uri("/api/v1/items/NIL")
        .header("X-Correlation-Id", "shop-1")
        .exchange()
        .expectHeader()
        .valueEquals("X-Correlation-Id", "shop-1")
        .expectBody()
        .jsonPath("$.correlationId")
        .isEqualTo("shop-1");
  }

  @Test
  void isAliveAndReady() {
    get("/actuator/health/liveness").expectStatus().isOk();
    get("/actuator/health/readiness").expectStatus().isOk();
    shop.as(Tokens.of("monitoring", Scopes.OPS))
        .get()
        .uri("/actuator/prometheus")
        .exchange()
        .expectStatus()
        .isOk();
  }

  private static BodyContentSpec isProblem(ResponseSpec response, int status, String code) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:orderstream:problem:" + code)
        .jsonPath("$.title")
        .isNotEmpty()
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.detail")
        .isNotEmpty()
        .jsonPath("$.code")
        .isEqualTo(code)
        .jsonPath("$.correlationId")
        .isNotEmpty();
  }

  private ResponseSpec define(String body, String... header) {
    var request = http.put().uri("/api/v1/items/{sku}", sku).contentType(APPLICATION_JSON);
    if (header.length == 2) {
      request.header(header[0], header[1]);
    }
    return request.body(body).exchange();
  }

  private ResponseSpec adjust(String body) {
    return http.post()
        .uri("/api/v1/items/{sku}/stock-adjustments", sku)
        .contentType(APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  private ResponseSpec get(String path) {
    return http.get().uri(path).exchange();
  }

  private ResponseSpec page(String path) {
    return get(path).expectStatus().isOk();
  }
}
