package io.orderstream.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.gateway.EchoingServices;
import io.orderstream.testing.Tokens;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "gateway.rate-limits.shoppers.per-second=1",
      "gateway.rate-limits.shoppers.burst=3",
      "gateway.rate-limits.strangers.per-second=2",
      "gateway.rate-limits.strangers.burst=4",
    })
class RateLimitTests extends EchoingServices {

  @Test
  void refusesAShopperTheRequestTooMany() {
    String alice = shopper("alice");
    for (int left = 2; left >= 0; left--) {
      HttpResponse<String> response = getAs(alice, "/api/v1/orders");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "RateLimit-Policy")).isEqualTo("\"shoppers\";q=3;w=3");
      assertThat(header(response, "RateLimit")).startsWith("\"shoppers\";r=" + left + ";t=");
    }

    HttpResponse<String> refused = getAs(alice, "/api/v1/orders");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "RateLimit")).isEqualTo("\"shoppers\";r=0;t=1");
    assertThat(json(refused).at("/code").stringValue()).isEqualTo("too-many-requests");
  }

  @Test
  void admitsAShopperAgainAfterAPause() {
    String alice = shopper("alice");
    exhaust(alice);

    await().until(() -> getAs(alice, "/api/v1/orders").statusCode() == 200);
  }

  @Test
  void countsEachShopperAlone() {
    exhaust(shopper("alice"));

    assertThat(getAs(shopper("bob"), "/api/v1/orders").statusCode()).isEqualTo(200);
  }

  @Test
  void countsAShopperWithAllHisTokens() {
    String name = "alice-" + UUID.randomUUID();
    exhaust(Tokens.of(name, "orders"));

    assertThat(getAs(Tokens.of(name, "orders"), "/api/v1/orders").statusCode()).isEqualTo(429);
  }

  @Test
  void allowsBackEndsMore() {
    String storefront = Tokens.of("storefront", "orders:any");
    for (int i = 0; i < 20; i++) {
      assertThat(getAs(storefront, "/api/v1/orders").statusCode()).isEqualTo(200);
    }
    assertThat(header(getAs(storefront, "/api/v1/orders"), "RateLimit-Policy"))
        .isEqualTo("\"back-ends\";q=4000;w=2");
  }

  @Test
  void limitsStrangersAndWrongTokensButNotTheCustomersBesideThem() {
    await().until(() -> getAs("wrong", "/api/v1/orders").statusCode() == 429);
    HttpResponse<String> refused = getAs("wrong", "/api/v1/orders");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"strangers\";q=4;w=2");
    assertThat(send(anonymousRequest("/docs/index.html")).statusCode()).isEqualTo(429);

    assertThat(getAs(shopper("alice"), "/api/v1/orders").statusCode()).isEqualTo(200);
    assertThat(send(anonymousRequest("/actuator/health/liveness")).statusCode()).isEqualTo(200);
  }

  @Test
  void countsWhatItRefuses() {
    exhaust(shopper("alice"));

    assertThat(get("/actuator/prometheus").body())
        .containsPattern("gateway_requests_limited_total\\{.*limit=\"shoppers\".*\\} [1-9]");
  }

  private void exhaust(String token) {
    for (int i = 0; i < 3; i++) {
      getAs(token, "/api/v1/orders");
    }
    assertThat(getAs(token, "/api/v1/orders").statusCode()).isEqualTo(429);
  }

  private static String shopper(String name) {
    return Tokens.of(name + "-" + UUID.randomUUID(), "orders");
  }
}
