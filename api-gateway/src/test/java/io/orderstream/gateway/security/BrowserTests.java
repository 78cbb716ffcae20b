package io.orderstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import io.orderstream.testing.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What pages in a browser may do. */
@TestPropertySource(
    properties = {
      "gateway.cors.allowed-origins=https://shop.example,http://127.0.0.1:5173",
      "server.forward-headers-strategy=native"
    })
class BrowserTests extends RunningGateway {

  private static final String SHOP = "https://shop.example";
  private static final Upstream orders = Upstream.start(BrowserTests::serve);

  private static void serve(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/api/v1/orders/7" -> exchange.getResponseHeaders().set("ETag", "\"1\"");
      case "/api/v1/orders/8" -> exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
      default -> {}
    }
    Upstream.echo("orders").handle(exchange);
  }

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", orders::url);
  }

  @AfterAll
  static void stop() {
    orders.close();
  }

  @Test
  void letsAStorefrontsPageCallTheApi() {
    HttpResponse<String> response = get("/api/v1/orders", "Origin", SHOP);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(header(response, "Access-Control-Expose-Headers").split(", ", -1))
        .contains(
            "Location",
            "ETag",
            "Link",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-Correlation-Id",
            "Idempotency-Replayed",
            "Preference-Applied");
    assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void letsAStorefrontsPageReadItsRefusal() {
    HttpResponse<String> response = send(anonymousRequest("/api/v1/orders").header("Origin", SHOP));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
  }

  @Test
  void answersAPreflightWithoutAToken() {
    HttpResponse<String> response =
        preflight(SHOP, "POST", "authorization, content-type, idempotency-key, prefer");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(header(response, "Access-Control-Allow-Methods")).contains("POST", "PUT");
    assertThat(header(response, "Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
        .contains("authorization", "content-type", "idempotency-key", "prefer");
    assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("3600");
  }

  @Test
  void refusesAPreflightForWhatIsNotOffered() {
    HttpResponse<String> response = preflight(SHOP, "DELETE", "authorization");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).at("/code").stringValue()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "https://shop.example.evil.example", "null"})
  void tellsForeignPagesNothing(String origin) {
    assertThat(corsHeaders(get("/api/v1/orders", "Origin", origin))).isEmpty();
    assertThat(corsHeaders(preflight(origin, "GET", "authorization"))).isEmpty();
  }

  private static List<String> corsHeaders(HttpResponse<?> response) {
    return response.headers().map().keySet().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
        .toList();
  }

  private HttpResponse<String> preflight(String origin, String method, String headers) {
    return send(
        anonymousRequest("/api/v1/orders")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "shop.example", "https://shop.example/", "https://*.example"})
  void takesNoOriginThatIsNone(String origin) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cors(List.of(origin)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/orders", "/v3/api-docs/orders", "/actuator/health", "/nowhere"})
  void forbidsBrowsersToGuessFrameOrLeak(String path) {
    HttpResponse<String> response = get(path);

    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(response, "Strict-Transport-Security")).isEmpty();
  }

  @Test
  void allowsTheApisAnswersNothing() {
    assertThat(header(get("/api/v1/orders"), "Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void allowsThePageItsOwnScriptsAndTheIssuer() {
    assertThat(header(get("/docs/index.html"), "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .endsWith("connect-src 'self' " + Tokens.issuer() + "/");
  }

  @Test
  void asksBrowsersForHttpsOnlyWhereThereIsHttps() {
    HttpResponse<String> response = get("/api/v1/orders", "X-Forwarded-Proto", "https");

    assertThat(header(response, "Strict-Transport-Security")).startsWith("max-age=");
  }

  @Test
  void letsBrowsersKeepWhatTheyCanAskAbout() {
    assertThat(header(get("/api/v1/orders/7"), "Cache-Control")).isEqualTo("no-cache, private");
    assertThat(header(get("/api/v1/orders/8"), "Cache-Control")).isEqualTo("max-age=60");
    assertThat(header(get("/api/v1/orders/9"), "Cache-Control")).isEqualTo("no-store");
    assertThat(header(get("/docs/index.html"), "Cache-Control")).isEqualTo("no-cache, private");
    assertThat(header(get("/nowhere"), "Cache-Control")).isEqualTo("no-store");
  }
}
