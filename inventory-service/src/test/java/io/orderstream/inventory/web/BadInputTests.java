package io.orderstream.inventory.web;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.access.Scopes;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.testing.RawRequest;
import io.orderstream.testing.RawRequest.Response;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in, the caller is told what is wrong with it, and nothing is stored. */
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

  private static final String STAFF = Tokens.of("grace", Scopes.ITEMS);
  private static final String MUG = mug("\"M\"");
  private static final int TEN_MEGABYTES = 10_000_000;

  @Autowired private Shop shop;
  @Autowired private JdbcClient jdbc;

  private String sku;
  private List<String> stored;

  @BeforeEach
  void stock() {
    sku = shop.stocks(10);
    stored = everything();
  }

  static final List<Bad> BODIES =
      List.of(
          new Bad("nothing", "", 400, "malformed-request", null),
          new Bad("blanks", "  ", 400, "malformed-request", null),
          new Bad("null", "null", 400, "malformed-request", null),
          new Bad("a text", "\"mug\"", 400, "malformed-request", null),
          new Bad("an array", "[{}]", 400, "malformed-request", null),
          new Bad("no end", "{\"name\":\"M\"", 400, "malformed-request", null),
          new Bad("comma too many", "{\"name\":\"M\",}", 400, "malformed-request", null),
          new Bad("single quotes", "{'name':'M'}", 400, "malformed-request", null),
          new Bad("a comment", "{/**/}", 400, "malformed-request", null),
          new Bad(
              "a field twice", "{\"name\":\"M\",\"name\":\"N\"}", 400, "malformed-request", null),
          new Bad("a second value", MUG + "{}", 400, "malformed-request", null),
          new Bad("NUL after it", MUG + "\0", 400, "malformed-request", null),
          new Bad("a bare control character", mug("\"a\u0001b\""), 400, "malformed-request", null),
          new Bad("deep arrays", "[".repeat(100_000), 400, "malformed-request", null),
          new Bad("deep objects", "{\"name\":".repeat(100_000), 422, "validation-failed", "/name"),
          new Bad(
              "a deep unknown field",
              "{\"x\":" + "[".repeat(100_000),
              400,
              "malformed-request",
              null),
          new Bad("NaN", mug("NaN"), 400, "malformed-request", null),
          new Bad("an endless number", mug("1".repeat(5000)), 400, "malformed-request", null),
          new Bad("an unknown field", "{\"colour\":1}", 422, "validation-failed", "/colour"),
          new Bad("an odd field", "{\"a/b~c\":1}", 422, "validation-failed", "/a~1b~0c"),
          new Bad(
              "a field deep down",
              price("\"1\",\"tax\":1", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/tax"),
          new Bad("no name", mug("null"), 422, "validation-failed", "/name"),
          new Bad("a blank name", mug("\"\u00a0\u2003\""), 422, "validation-failed", "/name"),
          new Bad(
              "a long name", mug("\"" + "M".repeat(201) + "\""), 422, "validation-failed", "/name"),
          new Bad("a name with NUL", mug("\"a\\u0000\""), 422, "validation-failed", "/name"),
          new Bad("a name of two lines", mug("\"a\\nb\""), 422, "validation-failed", "/name"),
          new Bad(
              "a name of two paragraphs", mug("\"a\\u2029b\""), 422, "validation-failed", "/name"),
          new Bad("half a character", mug("\"\\ud83d\""), 422, "validation-failed", "/name"),
          new Bad(
              "halves the wrong way", mug("\"\\ude00\\ud83d\""), 422, "validation-failed", "/name"),
          new Bad("an object for a name", mug("{}"), 422, "validation-failed", "/name"),
          new Bad("an array for a name", mug("[\"M\"]"), 422, "validation-failed", "/name"),
          new Bad("true for a name", mug("true"), 422, "validation-failed", "/name"),
          new Bad(
              "a price in an array",
              "{\"name\":\"M\",\"unitPrice\":[]}",
              422,
              "validation-failed",
              "/unitPrice"),
          new Bad(
              "a price as text",
              "{\"name\":\"M\",\"unitPrice\":\"1 EUR\"}",
              422,
              "validation-failed",
              "/unitPrice"),
          new Bad(
              "an amount as number",
              price("1e999999999", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "a negative amount",
              price("\"-0.01\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an amount with a sign",
              price("\"+1\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an amount with a comma",
              price("\"1,5\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an amount with a blank",
              price("\"1 \"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an amount in Arabic digits",
              price("\"\u0661\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an infinite amount",
              price("\"Infinity\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "an enormous amount",
              price("\"" + "9".repeat(20_000) + "\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "too fine an amount",
              price("\"1.005\"", "\"EUR\""),
              422,
              "validation-failed",
              "/unitPrice/amount"),
          new Bad(
              "no amount", price("null", "\"EUR\""), 422, "validation-failed", "/unitPrice/amount"),
          new Bad(
              "no currency",
              price("\"1\"", "null"),
              422,
              "validation-failed",
              "/unitPrice/currency"),
          new Bad(
              "an empty currency",
              price("\"1\"", "\"\""),
              422,
              "validation-failed",
              "/unitPrice/currency"),
          new Bad(
              "an unknown currency",
              price("\"1\"", "\"EUX\""),
              422,
              "validation-failed",
              "/unitPrice/currency"),
          new Bad(
              "no real currency",
              price("\"1\"", "\"XXX\""),
              422,
              "validation-failed",
              "/unitPrice/currency"),
          new Bad(
              "a currency with NUL",
              price("\"1\"", "\"EUR\\u0000\""),
              422,
              "validation-failed",
              "/unitPrice/currency"),
          new Bad(
              "ten megabytes of name",
              mug("\"" + "M".repeat(TEN_MEGABYTES) + "\""),
              400,
              "malformed-request",
              null),
          new Bad(
              "ten megabytes of nothing",
              " ".repeat(TEN_MEGABYTES) + MUG,
              400,
              "malformed-request",
              null));

  static final List<Bad> ADJUSTMENTS =
      List.of(
          new Bad("nothing", "{}", 422, "validation-failed", "/delta"),
          new Bad("zero", delta("0"), 422, "validation-failed", "/delta"),
          new Bad("no delta", delta("null"), 422, "validation-failed", "/delta"),
          new Bad("a fraction", delta("1.5"), 422, "validation-failed", "/delta"),
          new Bad("a whole fraction", delta("1.0"), 422, "validation-failed", "/delta"),
          new Bad("a text", delta("\"1\""), 422, "validation-failed", "/delta"),
          new Bad("true", delta("true"), 422, "validation-failed", "/delta"),
          new Bad("an array", delta("[1]"), 422, "validation-failed", "/delta"),
          new Bad("more than an int", delta("2147483648"), 422, "validation-failed", "/delta"),
          new Bad("less than an int", delta("-2147483649"), 422, "validation-failed", "/delta"),
          new Bad(
              "more than a long", delta("9223372036854775808"), 422, "validation-failed", "/delta"),
          new Bad("an exponent", delta("1e400"), 422, "validation-failed", "/delta"),
          new Bad("a thousand digits", delta("1".repeat(1000)), 422, "validation-failed", "/delta"),
          new Bad("too many digits", delta("1".repeat(10_000)), 400, "malformed-request", null),
          new Bad("a leading zero", delta("01"), 400, "malformed-request", null),
          new Bad("hexadecimal", delta("0x1"), 400, "malformed-request", null),
          new Bad("the least int", delta("-2147483648"), 409, "insufficient-stock", null),
          new Bad("the greatest int", delta("2147483647"), 409, "stock-limit-exceeded", null),
          new Bad("no reason", "{\"delta\":1}", 422, "validation-failed", "/reason"),
          new Bad("a blank reason", reason("\" \""), 422, "validation-failed", "/reason"),
          new Bad(
              "a long reason",
              reason("\"" + "r".repeat(201) + "\""),
              422,
              "validation-failed",
              "/reason"),
          new Bad(
              "a forged log line",
              reason("\"r\\r\\nERROR forged\""),
              422,
              "validation-failed",
              "/reason"),
          new Bad("half a character", reason("\"\\udc00\""), 422, "validation-failed", "/reason"),
          new Bad("a number", reason("7"), 422, "validation-failed", "/reason"),
          new Bad(
              "an unknown field",
              "{\"delta\":1,\"reason\":\"r\",\"sku\":\"X\"}",
              422,
              "validation-failed",
              "/sku"));

  @ParameterizedTest
  @FieldSource("BODIES")
  void refusesADefinition(Bad bad) {
    Response response = send(request("PUT", item()).json(bad.body));

    isProblem(response, bad.status, bad.code, bad.part);
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @FieldSource("ADJUSTMENTS")
  void refusesAnAdjustment(Bad bad) {
    Response response = send(request("POST", item() + "/stock-adjustments").json(bad.body));

    isProblem(response, bad.status, bad.code, bad.part);
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?limit=0                    | 400 | invalid-parameter | limit
          ?limit=-1                   | 400 | invalid-parameter | limit
          ?limit=101                  | 400 | invalid-parameter | limit
          ?limit=2147483648           | 400 | invalid-parameter | limit
          ?limit=99999999999999999999 | 400 | invalid-parameter | limit
          ?limit=1e1                  | 400 | invalid-parameter | limit
          ?limit=2.0                  | 400 | invalid-parameter | limit
          ?limit=%00                  | 400 | invalid-parameter | limit
          ?limit=%0d%0aX:y            | 400 | invalid-parameter | limit
          ?limit=1&limit=2            | 400 | invalid-parameter | limit
          ?limit=1&limit=1            | 400 | invalid-parameter | limit
          ?after=                     | 400 | invalid-parameter | after
          ?after=A&after=B            | 400 | invalid-parameter | after
          ?after=A%00                 | 400 | invalid-parameter | after
          ?after=A%0d%0aX-Evil:1      | 400 | invalid-parameter | after
          ?%0d%0aX-Evil:y=1           | 400 | malformed-request |
          ?after='%20or%20''1''=''1   | 400 | invalid-parameter | after
          ?after=%f0%9f%98%80         | 400 | invalid-parameter | after
          ?after=%ff                  | 400 | malformed-request |
          ?after=%zz                  | 400 | malformed-request |
          ?after=%e                   | 400 | malformed-request |
          /%00                        | 400 | malformed-request |
          /%0a                        | 400 | malformed-request |
          /%zz                        | 400 | malformed-request |
          /a%2fb                      | 400 | malformed-request |
          /a%5cb                      | 400 | malformed-request |
          /..%2f..%2fetc              | 400 | malformed-request |
          /..;/actuator               | 400 | malformed-request |
          /a;b=c                      | 400 | malformed-request |
          /a//b                       | 400 | malformed-request |
          /<script>                   | 400 | malformed-request |
          /{{7*7}}                    | 400 | malformed-request |
          /a%20b                      | 404 | item-not-found    |
          /%ff                        | 400 | malformed-request |
          /${jndi:ldap:x}             | 400 | malformed-request |
          /%24%7Bjndi%3Aldap%3Ax%7D   | 404 | item-not-found    |
          /-a                         | 404 | item-not-found    |
          /.                          | 400 | malformed-request |
          """)
  void refusesAnAddress(String address, int status, String code, @Nullable String parameter) {
    isProblem(send(request("GET", "/api/v1/items" + address)), status, code, parameter);
  }

  @Test
  void refusesASkuThatIsTooLong() {
    String longSku = "/api/v1/items/" + "X".repeat(65);

    isProblem(send(request("GET", longSku)), 404, "item-not-found", null);
    isProblem(send(request("PUT", longSku).json(MUG)), 400, "invalid-parameter", "sku");
    isProblem(
        send(request("POST", longSku + "/stock-adjustments").json(delta("1"))),
        404,
        "item-not-found",
        null);
  }

  @Test
  void refusesARequestThatIsTooLong() {
    String tooLong = "x".repeat(100_000);

    isRefused(send(request("GET", "/api/v1/items/" + tooLong)));
    isRefused(send(request("GET", "/api/v1/items").header("X-Long", tooLong)));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, 405",
    "PATCH, 405",
    "POST, 405",
    "TRACE, 405",
    "PROPFIND, 400",
    "get, 400",
    "G\u0000T, 400"
  })
  void refusesAMethod(String method, int status) {
    Response response = send(request(method, item()).json(MUG));

    assertThat(response.status()).isEqualTo(status);
    isRefused(response);
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/xml, 415",
    "application/x-www-form-urlencoded, 415",
    "multipart/form-data; boundary=x, 415",
    "application/octet-stream, 415",
    "nonsense, 415",
    "application/, 415",
    "*/*, 415",
    "application/json; charset=nonsense, 415",
    "'', 415"
  })
  void refusesAContentType(String type, int status) {
    RawRequest request = request("PUT", item()).header("Content-Type", type).body(bytes(MUG));

    Response response = send(request);

    isProblem(response, status, "unsupported-media-type", null);
    isProblem(send(request("PUT", item()).body(bytes(MUG))), 415, "unsupported-media-type", null);
    assertThat(everything()).isEqualTo(stored);
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] latin1 = mug("\"caf?\"").getBytes(UTF_8);
    latin1[new String(latin1, UTF_8).indexOf('?')] = (byte) 0xe9;
    byte[] zipped = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};

    for (byte[] body : List.of(latin1, zipped, MUG.substring(0, 20).getBytes(UTF_16))) {
      isProblem(send(request("PUT", item()).json(body)), 400, "malformed-request", null);
    }
    isProblem(
        send(request("PUT", item()).header("Content-Encoding", "gzip").json(zipped)),
        400,
        "malformed-request",
        null);
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense",
    "0.0",
    "'\"'",
    "W/",
    "'\"0.0'",
    "'\"0.0\\\"', '\"9.9\", ,'",
    "'\"0.\"'",
    "'\"\u00ff\"'",
    "''"
  })
  void changesNothingForAConditionThatDoesNotHold(String ifMatch) {
    isProblem(
        send(request("PUT", item()).header("If-Match", ifMatch).json(MUG)),
        412,
        "version-conflict",
        null);
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "application/xml", "text/html"})
  void refusesToAnswerInAnotherForm(String accept) {
    isProblem(send(request("GET", item()).header("Accept", accept)), 406, "not-acceptable", null);
  }

  static final List<String> INJECTIONS =
      List.of(
          "a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rX-Evil: 1", "a\r\n X-Evil: 1", "a\0b", "caf\u00e9");

  @ParameterizedTest
  @FieldSource("INJECTIONS")
  void letsNoKeySmuggleAnythingIn(String key) {
    Response response =
        send(
            request("POST", item() + "/stock-adjustments")
                .header("Idempotency-Key", key)
                .json(delta("0")));

    isRefused(response);
    assertThat(response.header("X-Evil")).isNull();
    assertThat(everything()).isEqualTo(stored);
  }

  @ParameterizedTest
  @FieldSource("INJECTIONS")
  void letsNoCorrelationIdSmuggleAnythingIn(String id, CapturedOutput log) {
    Response response =
        send(request("GET", item() + "-no-such-item").header("X-Correlation-Id", id));

    isRefused(response);
    assertThat(response.header("X-Evil")).isNull();
    assertThat(response.body()).doesNotContain("Evil");
    assertThat(log.getAll()).doesNotContain("X-Evil");
  }

  @ParameterizedTest
  @CsvSource({"a b", "a;b", "'\u001b[31m'", "$\\{jndi:x}", "''", "'<script>'"})
  void replacesACorrelationIdThatIsNone(String id) {
    Response response =
        send(request("GET", item() + "-no-such-item").header("X-Correlation-Id", id));

    isRefused(response);
    assertThat(response.header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
  }

  /** Whatever is done to a good request, it is done or refused; 1,000 times, the same each run. */
  @Test
  void survivesWhateverComes() {
    var random = new Random(20_260_309);
    var mutation = new Mutation(random);
    for (int i = 0; i < 1000; i++) {
      RawRequest request = mutation.of(sku);

      Response response = send(request.header("X-Correlation-Id", "fuzz-" + i));

      assertThat(response.status()).as("%d: %s", i, request).isLessThan(500);
      if (response.status() >= 400) {
        isRefused(response);
      }
    }
  }

  private RawRequest request(String method, String target) {
    return RawRequest.of(method, target).header("Authorization", "Bearer " + STAFF);
  }

  private Response send(RawRequest request) {
    return request.sendTo(shop.address());
  }

  private String item() {
    return "/api/v1/items/" + sku;
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
    assertThat(response.body()).doesNotContainPattern("Exception|\\bat (io|org|java)\\.|jackson");
    JsonNode problem = JsonMapper.shared().readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(response.status());
    assertThat(problem.path("type").asString()).startsWith("urn:orderstream:problem:");
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("detail").asString()).isNotBlank();
    assertThat(problem.path("correlationId").asString())
        .matches("[A-Za-z0-9._-]{1,64}")
        .isEqualTo(response.header("X-Correlation-Id"));
    return problem;
  }

  private List<String> everything() {
    return jdbc.sql(
            """
            select i::text || coalesce(
                (select string_agg(a::text, ',' order by a.id) from stock_adjustment a where a.sku = i.sku), '')
            from stock_item i order by i.sku
            """)
        .query(String.class)
        .list();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String mug(String name) {
    return "{\"name\":%s,\"unitPrice\":{\"amount\":\"1\",\"currency\":\"EUR\"}}".formatted(name);
  }

  private static String price(String amount, String currency) {
    return "{\"name\":\"M\",\"unitPrice\":{\"amount\":%s,\"currency\":%s}}"
        .formatted(amount, currency);
  }

  private static String delta(String delta) {
    return "{\"delta\":%s,\"reason\":\"r\"}".formatted(delta);
  }

  private static String reason(String reason) {
    return "{\"delta\":1,\"reason\":%s}".formatted(reason);
  }

  /**
   * A body that must be refused.
   *
   * @param part the field that is to blame, if it is one
   */
  record Bad(String what, String body, int status, String code, @Nullable String part) {

    @Override
    public String toString() {
      return what;
    }
  }

  /** Good requests that something was done to. */
  private record Mutation(Random random) {

    private static final List<String> NASTY =
        List.of(
            "",
            "null",
            "true",
            "0",
            "-1",
            "1e308",
            "1e999",
            "99999999999999999999",
            "[]",
            "{}",
            "[[[[",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u202e\"",
            "\"' or 1=1--\"",
            "\"${x}\"",
            "\"%s%n\"",
            "\0",
            "\u007f",
            "\\",
            "\"",
            "}",
            "]",
            ",",
            ":",
            "{\"a\":1}",
            "-0.0",
            "NaN",
            "\ufeff");

    RawRequest of(String sku) {
      String target = "/api/v1/items/" + sku;
      RawRequest good =
          switch (random.nextInt(4)) {
            case 0 -> RawRequest.of("GET", "/api/v1/items?limit=5&after=" + sku);
            case 1 -> RawRequest.of("GET", target).header("If-None-Match", "\"0.0\"");
            case 2 -> RawRequest.of("PUT", target).header("If-Match", "\"0.1\"").json(MUG);
            default ->
                RawRequest.of("POST", target + "/stock-adjustments")
                    .header("Idempotency-Key", "k" + random.nextInt(5))
                    .json(delta("1"));
          };
      RawRequest request = good.header("Authorization", "Bearer " + STAFF);
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        request = changed(request);
      }
      return request;
    }

    private RawRequest changed(RawRequest request) {
      return switch (random.nextInt(4)) {
        case 0 ->
            new RawRequest(
                request.method(),
                changed(
                    request.target(), text -> text.replace(' ', '_').replaceAll("[\\r\\n]", "")),
                request.headers(),
                request.body());
        case 1 ->
            request.header(
                "X-Correlation-Id", changed("a-correlation-id", UnaryOperator.identity()));
        case 2 ->
            request.header("If-Match", changed("\"0.0\", W/\"1.1\"", UnaryOperator.identity()));
        default ->
            request.body().isEmpty()
                ? request
                : request.body(bytes(changed(request.body(), UnaryOperator.identity())));
      };
    }

    /** With a part cut out, doubled, or replaced by something nasty. */
    private String changed(String text, UnaryOperator<String> tame) {
      int from = random.nextInt(text.length() + 1);
      int to = from + random.nextInt(Math.min(text.length() - from, 8) + 1);
      String middle =
          switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> text.substring(from, to).repeat(2);
            default -> NASTY.get(random.nextInt(NASTY.size()));
          };
      return tame.apply(text.substring(0, from) + middle + text.substring(to));
    }
  }
}
