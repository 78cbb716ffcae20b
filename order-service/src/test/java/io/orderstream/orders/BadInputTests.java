package io.orderstream.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.RawRequest;
import io.orderstream.testing.RawRequest.Response;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in, the caller is told what is wrong with it, and nothing is stored. */
@OrderServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

  private static final int TEN_MEGABYTES = 10_000_000;

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private JdbcClient jdbc;

  private String sku;
  private String good;
  private String customer;
  private String token;

  @BeforeAll
  void offer() {
    sku = inventory.offers("1.00", "EUR");
    good = line("%s", "1").formatted(sku);
  }

  @BeforeEach
  void enter() {
    customer = "customer-" + UUID.randomUUID();
    token = Tokens.of(customer, "orders");
  }

  static final List<Bad> BODIES =
      List.of(
          malformed("nothing", ""),
          invalid("blanks", "  ", ""),
          malformed("no end", "{\"lines\":["),
          malformed("a comma too many", "{\"lines\":[],}"),
          malformed("single quotes", "{'lines':[]}"),
          malformed("a comment", "{/**/}"),
          malformed("a field twice", "{\"lines\":[],\"lines\":[]}"),
          malformed("half a character twice", "{\"\\ud800\":1,\"\\ud800\":2}"),
          malformed("a bare control character", email("\"a\u0001b\"")),
          malformed("a bare NUL", email("\"a\0b\"")),
          malformed("NUL after it", line("%s", "1") + "\0"),
          malformed("not a number", line("%s", "NaN")),
          malformed("a leading zero", line("%s", "01")),
          malformed("hexadecimal", line("%s", "0x1")),
          malformed("an endless number", line("%s", "1".repeat(5000))),
          malformed("an endless name", "{\"" + "x".repeat(60_000) + "\":1}"),
          malformed("ten megabytes of text", email("\"" + "x".repeat(TEN_MEGABYTES) + "\"")),
          malformed("ten megabytes of nothing", " ".repeat(TEN_MEGABYTES) + line("%s", "1")),
          malformed("null", "null"),
          invalid("a second value", line("%s", "1") + "{}", ""),
          invalid("a text", "\"tea\"", ""),
          invalid("an array", "[{}]", ""),
          invalid("a number", "1", ""),
          invalid("deep arrays", "[".repeat(10_000), ""),
          invalid("deep lines", "{\"lines\":" + "[".repeat(10_000), "/lines/0"),
          malformed("deep unknown fields", "{\"x\":".repeat(10_000)),
          invalid("an unknown field", "{\"colour\":1}", "/colour"),
          invalid("an odd field", "{\"a/b~c\":1}", "/a~1b~0c"),
          malformed("half a character for a field", "{\"\\ud800\":1}"),
          invalid("NUL for a field", "{\"\\u0000\":1}", "/\0"),
          invalid(
              "a price",
              lines("{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":1}"),
              "/lines/0/unitPrice"),
          invalid("no lines", "{}", "/lines"),
          invalid("null for lines", "{\"lines\":null}", "/lines"),
          invalid("an object for lines", "{\"lines\":{}}", "/lines"),
          invalid("a text for a line", lines("\"A\""), "/lines/0"),
          invalid("null for a line", lines("null"), "/lines/0"),
          invalid("zero", line("%s", "0"), "/lines/0/quantity"),
          invalid("minus zero", line("%s", "-0"), "/lines/0/quantity"),
          invalid("less than zero", line("%s", "-1"), "/lines/0/quantity"),
          invalid("the least int", line("%s", "-2147483648"), "/lines/0/quantity"),
          invalid("more than an int", line("%s", "2147483648"), "/lines/0/quantity"),
          invalid("more than a long", line("%s", "9223372036854775808"), "/lines/0/quantity"),
          invalid("a thousand digits", line("%s", "1".repeat(1000)), "/lines/0/quantity"),
          invalid("an exponent", line("%s", "1e400"), "/lines/0/quantity"),
          invalid("an enormous exponent", line("%s", "1e999999999"), "/lines/0/quantity"),
          invalid("a fraction", line("%s", "1.5"), "/lines/0/quantity"),
          invalid("a whole fraction", line("%s", "1.0"), "/lines/0/quantity"),
          invalid("a number as text", line("%s", "\"1\""), "/lines/0/quantity"),
          invalid("true for a number", line("%s", "true"), "/lines/0/quantity"),
          invalid("an array for a number", line("%s", "[1]"), "/lines/0/quantity"),
          invalid("an object for a number", line("%s", "{}"), "/lines/0/quantity"),
          invalid("a sku with NUL", line("A\\u0000", "1"), "/lines/0/sku"),
          invalid("a sku of two lines", line("A\\r\\nB", "1"), "/lines/0/sku"),
          invalid("an emoji for a sku", line("\ud83d\ude00", "1"), "/lines/0/sku"),
          invalid("half a sku", line("\\ud83d", "1"), "/lines/0/sku"),
          invalid("SQL for a sku", line("' or 1=1--", "1"), "/lines/0/sku"),
          invalid("an enormous sku", line("A".repeat(50_000), "1"), "/lines/0/sku"),
          invalid("a number for an address", email("1"), "/email"),
          invalid("an address with NUL", email("\"a@b.c\\u0000\""), "/email"),
          invalid("two addresses", email("\"a@b.c,d@e.f\""), "/email"),
          invalid("a header in an address", email("\"a@b.c\\r\\nBcc: d@e.f\""), "/email"),
          invalid("half an address", email("\"\\udc00@b.c\""), "/email"),
          invalid(
              "an address that takes long", email("\"a@" + "a.".repeat(20_000) + "\""), "/email"),
          invalid("a customer with NUL", customer("a\\u0000"), "/customerId"),
          invalid("an emoji for a customer", customer("\ud83d\ude00"), "/customerId"),
          invalid("half a customer", customer("\\ud800"), "/customerId"),
          invalid("an enormous customer", customer("c".repeat(256)), "/customerId"),
          invalid("a number for a total", total("5"), "/expectedTotal"),
          invalid("a text for a total", total("\"5 EUR\""), "/expectedTotal"),
          invalid("a number for an amount", amount("1e400", "\"EUR\""), "/expectedTotal/amount"),
          invalid("a negative amount", amount("\"-1.00\"", "\"EUR\""), "/expectedTotal"),
          invalid("an amount with a sign", amount("\"+1.00\"", "\"EUR\""), "/expectedTotal"),
          invalid("an amount with a comma", amount("\"1,00\"", "\"EUR\""), "/expectedTotal"),
          invalid("an amount with a blank", amount("\" 1.00\"", "\"EUR\""), "/expectedTotal"),
          invalid("an amount with an exponent", amount("\"1e2\"", "\"EUR\""), "/expectedTotal"),
          invalid("an infinite amount", amount("\"Infinity\"", "\"EUR\""), "/expectedTotal"),
          invalid("Arabic digits", amount("\"\u0661.00\"", "\"EUR\""), "/expectedTotal"),
          invalid("too fine an amount", amount("\"1.005\"", "\"EUR\""), "/expectedTotal"),
          invalid("a trillion", amount("\"1000000000000.00\"", "\"EUR\""), "/expectedTotal"),
          invalid(
              "an enormous amount",
              amount("\"" + "9".repeat(20_000) + "\"", "\"EUR\""),
              "/expectedTotal"),
          invalid("an unknown currency", amount("\"1.00\"", "\"EUX\""), "/expectedTotal"),
          invalid("a small currency", amount("\"1.00\"", "\"eur\""), "/expectedTotal"),
          invalid("no real currency", amount("\"1\"", "\"XXX\""), "/expectedTotal"),
          invalid("half a currency", amount("\"1.00\"", "\"\\ud800\""), "/expectedTotal"),
          invalid("no currency", amount("\"1.00\"", "null"), "/expectedTotal/currency"),
          new Bad("another currency", amount("\"1.00\"", "\"USD\""), 409, "price-changed", null),
          new Bad("an unknown item", line("NO-SUCH", "1"), 422, "unknown-item", "/lines/0/sku"));

  @ParameterizedTest
  @FieldSource("BODIES")
  void refusesABody(Bad bad) {
    String key = "key-" + UUID.randomUUID();

    Response response =
        send(
            request("POST", "/api/v1/orders")
                .header("Idempotency-Key", key)
                .json(bad.body.replace("%s", sku)));

    isProblem(response, bad.status, bad.code, bad.part);
    assertThat(orders()).isZero();
    assertThat(keysLike(key)).isZero();
  }

  @Test
  void addsLinesOfOneSkuUp() {
    String twice =
        "{\"sku\":\"%1$s\",\"quantity\":2},{\"sku\":\"%1$s\",\"quantity\":3}".formatted(sku);

    Response response =
        send(request("POST", "/api/v1/orders").json("{\"lines\":[%s]}".formatted(twice)));

    assertThat(response.status()).isEqualTo(201);
    JsonNode order = JsonMapper.shared().readTree(response.body());
    assertThat(order.at("/total/amount").stringValue()).isEqualTo("5.00");
    assertThat(order.get("lines").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?limit=0                              | 400 | invalid-parameter | limit
          ?limit=-1                             | 400 | invalid-parameter | limit
          ?limit=101                            | 400 | invalid-parameter | limit
          ?limit=2147483648                     | 400 | invalid-parameter | limit
          ?limit=9223372036854775808            | 400 | invalid-parameter | limit
          ?limit=1e1                            | 400 | invalid-parameter | limit
          ?limit=2.0                            | 400 | invalid-parameter | limit
          ?limit=                               | 400 | invalid-parameter | limit
          ?limit=%00                            | 400 | invalid-parameter | limit
          ?limit=%0d%0aX-Evil:y                 | 400 | invalid-parameter | limit
          ?limit=1&limit=2                      | 400 | invalid-parameter | limit
          ?limit=1&limit=1                      | 400 | invalid-parameter | limit
          ?after=                               | 400 | invalid-parameter | after
          ?after=yesterday                      | 400 | invalid-parameter | after
          ?after=1-1-1-1-1                      | 400 | invalid-parameter | after
          ?after=019a0000-0000-7000-8000-00000000000g | 400 | invalid-parameter | after
          ?after=019a0000-0000-7000-8000-000000000000%00 | 400 | invalid-parameter | after
          ?after=019a0000-0000-7000-8000-000000000000%0d%0aX-Evil:%201 | 400 | invalid-parameter | after
          ?status=pending                       | 400 | invalid-parameter | status
          ?status=LOST                          | 400 | invalid-parameter | status
          ?status=0                             | 400 | invalid-parameter | status
          ?status=                              | 400 | invalid-parameter | status
          ?status=PENDING&status=CANCELLED      | 400 | invalid-parameter | status
          ?placedFrom=                          | 400 | invalid-parameter | placedFrom
          ?placedFrom=yesterday                 | 400 | invalid-parameter | placedFrom
          ?placedFrom=2026-01-01                | 400 | invalid-parameter | placedFrom
          ?placedFrom=2026-01-01T00:00:00       | 400 | invalid-parameter | placedFrom
          ?placedFrom=2026-02-30T00:00:00Z      | 400 | invalid-parameter | placedFrom
          ?placedFrom=2026-01-01T25:00:00Z      | 400 | invalid-parameter | placedFrom
          ?placedFrom=1700000000                | 400 | invalid-parameter | placedFrom
          ?placedBefore=%2B1000000001-01-01T00:00:00Z | 400 | invalid-parameter | placedBefore
          ?placedBefore=2026-01-01T00:00:00Z%00 | 400 | invalid-parameter | placedBefore
          ?customerId=                          | 400 | invalid-parameter | customerId
          ?customerId=a%00                      | 400 | invalid-parameter | customerId
          ?customerId=a%20b                     | 400 | invalid-parameter | customerId
          ?customerId=%f0%9f%98%80              | 400 | invalid-parameter | customerId
          ?customerId=x&customerId=y            | 400 | invalid-parameter | customerId
          ?colour=red                           | 400 | invalid-parameter | colour
          ?%0d%0aX-Evil:y=1                     | 400 | malformed-request |
          ?after=%ff                            | 400 | malformed-request |
          ?after=%zz                            | 400 | malformed-request |
          ?after=%e                             | 400 | malformed-request |
          /7                                    | 400 | invalid-parameter | id
          /1-1-1-1-1                            | 400 | invalid-parameter | id
          /019a0000-0000-7000-8000-00000000000g | 400 | invalid-parameter | id
          /%F0%9F%98%80                         | 400 | invalid-parameter | id
          /%24%7Bjndi%3Aldap%3Ax%7D             | 400 | invalid-parameter | id
          /019a0000-0000-7000-8000-000000000000?x=1 | 400 | invalid-parameter | x
          /%00                                  | 400 | malformed-request |
          /%0a                                  | 400 | malformed-request |
          /%zz                                  | 400 | malformed-request |
          /%ff                                  | 400 | malformed-request |
          /a%2fb                                | 400 | malformed-request |
          /..%2f..%2fetc                        | 400 | malformed-request |
          /..;/actuator                         | 400 | malformed-request |
          /a;b=c                                | 400 | malformed-request |
          /a//b                                 | 400 | malformed-request |
          /<script>                             | 400 | malformed-request |
          /${jndi:ldap:x}                       | 400 | malformed-request |
          /                                     | 404 | not-found         |
          /a/b/c                                | 404 | not-found         |
          /[                                    | 400 | malformed-request |
          /a[0]/b                               | 400 | malformed-request |
          """)
  void refusesAnAddress(String address, int status, String code, @Nullable String parameter) {
    Response response = send(request("GET", "/api/v1/orders" + address));

    isProblem(response, status, code, parameter);
    assertThat(response.header("X-Evil")).isNull();
  }

  @Test
  void refusesARequestThatIsTooLong() {
    String tooLong = "x".repeat(100_000);

    isRefused(send(request("GET", "/api/v1/orders/" + tooLong)));
    isRefused(send(request("GET", "/api/v1/orders?customerId=" + tooLong)));
    isRefused(send(request("GET", "/api/v1/orders").header("X-Long", tooLong)));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, 405",
    "DELETE, 405",
    "PATCH, 405",
    "TRACE, 405",
    "PROPFIND, 400",
    "get, 400",
    "G\u0000T, 400"
  })
  void refusesAMethod(String method, int status) {
    Response response = send(request(method, "/api/v1/orders").json(good));

    isRefused(response);
    assertThat(response.status()).isEqualTo(status);
    assertThat(orders()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/problem+json",
        "nonsense",
        "application/",
        "*/*",
        "application/*",
        "application/json; charset=nonsense",
        ""
      })
  void refusesAContentType(String type) {
    RawRequest request = request("POST", "/api/v1/orders").body(good.getBytes(UTF_8));

    isProblem(send(request.header("Content-Type", type)), 415, "unsupported-media-type", null);
    isProblem(send(request), 415, "unsupported-media-type", null);
    assertThat(orders()).isZero();
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] latin1 = email("\"caf\u00e9@b.c\"").getBytes(ISO_8859_1);
    byte[] half = email("\"\u00ed\u00a0\u0080@b.c\"").getBytes(ISO_8859_1);
    byte[] zipped = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};

    for (byte[] body : List.of(latin1, half, zipped, good.substring(0, 20).getBytes(UTF_16))) {
      isRefused(send(request("POST", "/api/v1/orders").json(body)));
    }
    isRefused(
        send(request("POST", "/api/v1/orders").header("Content-Encoding", "gzip").json(zipped)));
    assertThat(orders()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "application/xml", "text/html", "text/event-stream"})
  void refusesToAnswerInAnotherForm(String accept) {
    isProblem(
        send(request("GET", "/api/v1/orders").header("Accept", accept)),
        406,
        "not-acceptable",
        null);
    isProblem(
        send(request("POST", "/api/v1/orders").header("Accept", accept).json(good)),
        406,
        "not-acceptable",
        null);
    assertThat(orders()).isZero();
  }

  static final List<String> INJECTIONS =
      List.of(
          "a\r\nX-Evil: 1",
          "a\nX-Evil: 1",
          "a\rX-Evil: 1",
          "a\r\n X-Evil: 1",
          "a\0b",
          "a\u0001b",
          "a\u007fb",
          "caf\u00e9");

  @ParameterizedTest
  @FieldSource("INJECTIONS")
  void letsNoKeySmuggleAnythingIn(String key, CapturedOutput log) {
    Response response =
        send(
            request("POST", "/api/v1/orders")
                .header("Idempotency-Key", key)
                .json(line("NO-SUCH", "1")));

    isRefused(response);
    assertThat(response.header("X-Evil")).isNull();
    assertThat(log.getAll()).doesNotContain("\nX-Evil");
    assertThat(orders()).isZero();
  }

  @ParameterizedTest
  @FieldSource("INJECTIONS")
  void letsNoCorrelationIdSmuggleAnythingIn(String id, CapturedOutput log) {
    Response response =
        send(request("GET", "/api/v1/orders/nothing").header("X-Correlation-Id", id));

    isRefused(response);
    assertThat(response.header("X-Evil")).isNull();
    assertThat(response.body()).doesNotContain("Evil");
    assertThat(log.getAll()).doesNotContain("\nX-Evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "\u001b[31m", "${jndi:x}", "", "<script>"})
  void replacesACorrelationIdThatIsNone(String id) {
    Response response =
        send(request("GET", "/api/v1/orders/nothing").header("X-Correlation-Id", id));

    isRefused(response);
    assertThat(response.header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
  }

  @Test
  void writesNoLineThatACallerMadeUp(CapturedOutput log) {
    String forged = "\\n2026-01-01 INFO forged-" + customer;

    send(request("POST", "/api/v1/orders").json(line(forged, "1")));
    send(request("POST", "/api/v1/orders").json("{\"" + forged + "\":1}"));
    send(request("POST", "/api/v1/orders").json(customer(forged)));
    send(request("POST", "/api/v1/orders").json(amount("\"" + forged + "\"", "\"EUR\"")));
    String encoded = forged.replace("\\n", "%0a").replace(" ", "%20");
    for (String address : List.of("/" + encoded, "?after=" + encoded, "?" + encoded + "=1")) {
      send(request("GET", "/api/v1/orders" + address));
    }

    assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("2026-01-01 INFO forged"));
  }

  /** Whatever is done to a good request, it is done or refused; the same requests each run. */
  @Test
  void survivesWhateverComes() {
    long seed = Long.getLong("seed", 20_260_101);
    Mutations mutations = new Mutations(new Random(seed));
    int placed = 0;
    for (int i = 0; i < 1000; i++) {
      RawRequest request = mutations.of(good, token);

      Response response = send(request.header("X-Correlation-Id", "fuzz-" + i));

      assertThat(response.status()).as("-Dseed=%d, %d: %s", seed, i, request).isLessThan(500);
      if (response.status() >= 400) {
        isRefused(response);
      } else if (response.status() == 201 && response.header("Idempotency-Replayed") == null) {
        placed++;
      }
    }
    assertThat(orders()).as("-Dseed=%d", seed).isEqualTo(placed);
  }

  private RawRequest request(String method, String target) {
    return RawRequest.of(method, target).header("Authorization", "Bearer " + token);
  }

  private Response send(RawRequest request) {
    return request.sendTo("http://127.0.0.1:" + storefront.port());
  }

  private static void isProblem(Response response, int status, String code, @Nullable String part) {
    JsonNode problem = isRefused(response);
    assertThat(problem.path("code").asString()).as(response.body()).isEqualTo(code);
    assertThat(response.status()).isEqualTo(status);
    if (part != null) {
      assertThat(problem.path("errors").valueStream())
          .as(response.body())
          .anySatisfy(
              error ->
                  assertThat(
                          error.path("pointer").asString("") + error.path("parameter").asString(""))
                      .isEqualTo(part));
    }
  }

  private static JsonNode isRefused(Response response) {
    assertThat(response.status()).as(response.toString()).isBetween(400, 499);
    assertThat(response.header("Content-Type"))
        .as(response.toString())
        .isEqualTo("application/problem+json");
    assertThat(response.body())
        .doesNotContainPattern("Exception|\\bat (io|org|java)\\.|jackson|Stream[A-Z]");
    JsonNode problem = JsonMapper.shared().readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(response.status());
    assertThat(problem.path("type").asString()).startsWith("urn:orderstream:problem:");
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("correlationId").asString())
        .matches("[A-Za-z0-9._-]{1,64}")
        .isEqualTo(response.header("X-Correlation-Id"));
    return problem;
  }

  private int orders() {
    return jdbc.sql("select count(*) from orders where customer_id = ?")
        .param(customer)
        .query(Integer.class)
        .single();
  }

  private int keysLike(String key) {
    return jdbc.sql("select count(*) from idempotency_keys where key = ?")
        .param(key)
        .query(Integer.class)
        .single();
  }

  private static String lines(String lines) {
    return "{\"lines\":[%s]}".formatted(lines);
  }

  private static String line(String sku, String quantity) {
    return lines("{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}");
  }

  private static String with(String name, String value) {
    return "{\"" + name + "\":" + value + ",\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}";
  }

  private static String email(String email) {
    return with("email", email);
  }

  private static String customer(String customer) {
    return with("customerId", "\"" + customer + "\"");
  }

  private static String total(String total) {
    return with("expectedTotal", total);
  }

  private static String amount(String amount, String currency) {
    return total("{\"amount\":" + amount + ",\"currency\":" + currency + "}");
  }

  private static Bad malformed(String what, String body) {
    return new Bad(what, body, 400, "malformed-request", null);
  }

  private static Bad invalid(String what, String body, String pointer) {
    return new Bad(what, body, 422, "validation-failed", pointer);
  }

  /**
   * A body that must be refused.
   *
   * @param body {@code %s} in it stands for a sku that exists
   * @param part the field that is to blame, if it is one
   */
  record Bad(String what, String body, int status, String code, @Nullable String part) {

    @Override
    public String toString() {
      return what;
    }
  }
}
