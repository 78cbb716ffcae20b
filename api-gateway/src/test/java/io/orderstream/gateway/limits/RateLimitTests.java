package io.orderstream.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.gateway.EchoingServices;
import io.orderstream.testing.Tokens;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "gateway.rate-limits.shoppers.per-second=1",
      "gateway.rate-limits.shoppers.burst=" + RateLimitTests.BURST,
      "gateway.rate-limits.strangers.per-second=1",
      "gateway.rate-limits.strangers.burst=4",
    })
class RateLimitTests extends EchoingServices {

  static final int BURST = 3;

  @Test
  void refusesAShopperTheRequestTooMany() {
    String alice = shopper("alice");
    HttpResponse<String> admitted = getAs(alice, "/api/v1/orders");
    assertThat(admitted.statusCode()).isEqualTo(200);
    assertThat(header(admitted, "RateLimit-Policy")).isEqualTo("\"shoppers\";q=3;w=3");
    assertThat(header(admitted, "RateLimit")).isEqualTo("\"shoppers\";r=2;t=1");

    HttpResponse<String> refused = exhaust(alice);

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
    String another = Tokens.of(name, "orders");

    assertThat(IntStream.range(0, BURST))
        .anyMatch(_ -> getAs(another, "/api/v1/orders").statusCode() == 429);
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
    HttpResponse<String> refused = exhaust("wrong");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"strangers\";q=4;w=4");
    await().until(() -> send(anonymousRequest("/docs/index.html")).statusCode() == 429);

    assertThat(getAs(shopper("alice"), "/api/v1/orders").statusCode()).isEqualTo(200);
    assertThat(send(anonymousRequest("/actuator/health/liveness")).statusCode()).isEqualTo(200);
  }

  @Test
  void countsWhatItRefuses() {
    exhaust(shopper("alice"));

    assertThat(get("/actuator/prometheus").body())
        .containsPattern("gateway_requests_limited_total\\{.*limit=\"shoppers\".*\\} [1-9]");
  }

  /** Asks until it is refused. */
  private HttpResponse<String> exhaust(String token) {
    return await()
        .until(() -> getAs(token, "/api/v1/orders"), response -> response.statusCode() == 429);
  }

  private static String shopper(String name) {
    return Tokens.of(name + "-" + UUID.randomUUID(), "orders");
  }
}
