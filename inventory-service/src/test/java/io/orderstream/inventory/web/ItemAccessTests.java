package io.orderstream.inventory.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import io.orderstream.access.Scopes;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Who may do what with items. */
@RunningService
class ItemAccessTests {

  @Autowired private Shop shop;

  private String sku;

  @BeforeEach
  void stock() {
    sku = shop.stocks(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {Scopes.ORDERS, Scopes.ORDERS_ANY, Scopes.ITEMS, Scopes.OPS})
  void showsItemsToEveryKindOfCaller(String scope) {
    RestTestClient caller = shop.as(Tokens.of("alice", scope));

    caller.get().uri("/api/v1/items").exchange().expectStatus().isOk();
    caller.get().uri("/api/v1/items/{sku}", sku).exchange().expectStatus().isOk();
    caller.head().uri("/api/v1/items/{sku}", sku).exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, '/api/v1/items/{sku}', '{\"name\":\"M\",\"unitPrice\":{\"amount\":\"1\",\"currency\":\"EUR\"}}'",
    "POST, '/api/v1/items/{sku}/stock-adjustments', '{\"delta\":1,\"reason\":\"r\"}'"
  })
  void letsOnlyStaffChangeThem(String method, String path, String body) {
    String noStaff = Tokens.of("mallory", Scopes.ORDERS, Scopes.ORDERS_ANY, Scopes.OPS, "profile");

    shop.as(noStaff)
        .method(HttpMethod.valueOf(method))
        .uri(path, sku)
        .contentType(APPLICATION_JSON)
        .body(body)
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer .*insufficient_scope.*")
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:orderstream:problem:forbidden")
        .jsonPath("$.status")
        .isEqualTo(403)
        .jsonPath("$.detail")
        .isEqualTo("The access token does not allow this")
        .jsonPath("$.correlationId")
        .isNotEmpty();
    shop.as(Tokens.of("grace", Scopes.ITEMS))
        .method(HttpMethod.valueOf(method))
        .uri(path, sku)
        .contentType(APPLICATION_JSON)
        .body(body)
        .exchange()
        .expectStatus()
        .isOk();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/items",
    "GET, /api/v1/items/X",
    "HEAD, /api/v1/items/X",
    "PUT, /api/v1/items/X",
    "POST, /api/v1/items/X/stock-adjustments",
    "DELETE, /api/v1/items/X",
    "GET, /nowhere",
    "GET, /actuator/prometheus"
  })
  void asksEverybodyForAToken(String method, String path) {
    var refused =
        shop.anonymous()
            .method(HttpMethod.valueOf(method))
            .uri(path)
            .exchange()
            .expectStatus()
            .isUnauthorized()
            .expectHeader()
            .valueMatches("WWW-Authenticate", "Bearer.*");
    if (!method.equals("HEAD")) {
      refused
          .expectHeader()
          .contentType(APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("unauthorized")
          .jsonPath("$.correlationId")
          .isNotEmpty();
    }
  }

  @Test
  void refusesAFalseToken() {
    String unknownKey =
        Tokens.sign(Tokens.claims("mallory", Scopes.ITEMS).build(), Tokens.newKey());

    shop.as(unknownKey)
        .get()
        .uri("/api/v1/items")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer .*error=\"invalid_token\".*")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("unauthorized");
  }

  @Test
  void showsNoItemsToATokenThatIsForSomethingElse() {
    shop.as(Tokens.of("mallory", "profile"))
        .get()
        .uri("/api/v1/items")
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void keepsItsMetricsForOperators() {
    shop.as(Tokens.of("grace", Scopes.ITEMS))
        .get()
        .uri("/actuator/prometheus")
        .exchange()
        .expectStatus()
        .isForbidden();
  }
}
