package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may do what, with real tokens. */
@OrderServiceTest
class AccessTests {

  private static final UUID SOME_ORDER = UUID.randomUUID();

  static final List<Call> ORDER_CALLS =
      List.of(
          new Call(HttpMethod.POST, "/api/v1/orders"),
          new Call(HttpMethod.GET, "/api/v1/orders"),
          new Call(HttpMethod.GET, "/api/v1/orders/" + SOME_ORDER),
          new Call(HttpMethod.POST, "/api/v1/orders/" + SOME_ORDER + "/cancellation"));

  static final List<Call> ALL_CALLS =
      Stream.concat(
              ORDER_CALLS.stream(),
              Stream.of(
                  new Call(HttpMethod.GET, "/api/v1/orders/stuck"),
                  new Call(HttpMethod.GET, "/actuator/prometheus"),
                  new Call(HttpMethod.GET, "/api/v1/nothing")))
          .toList();

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;

  private final String alice = "alice-" + UUID.randomUUID();
  private final String bob = "bob-" + UUID.randomUUID();

  @ParameterizedTest
  @FieldSource("ALL_CALLS")
  void takesNobodyWithoutAToken(Call call) {
    call.by(storefront.anonymous())
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer.*")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("unauthorized")
        .jsonPath("$.correlationId")
        .isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("ALL_CALLS")
  void takesNobodyWithAnExpiredToken(Call call) {
    var expired =
        Tokens.claims(alice, "orders", "orders:any", "ops")
            .expirationTime(Date.from(Instant.now().minusSeconds(60)))
            .build();

    call.by(storefront.callerWith(Tokens.sign(expired)))
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer.*invalid_token.*");
  }

  @ParameterizedTest
  @FieldSource("ORDER_CALLS")
  void takesNobodyWhoseTokenIsForSomethingElse(Call call) {
    call.by(storefront.callerWith(Tokens.of(alice, "items", "ops")))
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .valueMatches("WWW-Authenticate", "Bearer.*insufficient_scope.*")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("forbidden");
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/orders/stuck", "/actuator/prometheus"})
  void keepsOperationsToOperators(String path) {
    new Call(HttpMethod.GET, path)
        .by(storefront.callerWith(Tokens.of(alice, "orders", "orders:any", "items")))
        .expectStatus()
        .isForbidden();
    new Call(HttpMethod.GET, path)
        .by(storefront.callerWith(Tokens.of("ops", "ops")))
        .expectStatus()
        .isOk();
  }

  @ParameterizedTest
  @CsvSource({"/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs"})
  void showsItsHealthAndItsDescriptionToEverybody(String path) {
    storefront.anonymous().get().uri(path).exchange().expectStatus().isOk();
  }

  @Test
  void placesACustomersOrderWithoutSayingWhose() {
    order(storefront.shopper(alice), null)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.customerId")
        .isEqualTo(alice);
  }

  @Test
  void placesACustomersOwnOrderOnly() {
    order(storefront.shopper(alice), alice).expectStatus().isCreated();
    order(storefront.shopper(alice), bob)
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("forbidden");
    assertThat(listOf(storefront.shopper(bob), "")).isEmpty();
  }

  @Test
  void mustBeToldForWhomAStorefrontOrders() {
    order(storefront.http(), null)
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation-failed")
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/customerId")
        .jsonPath("$.errors[0].code")
        .isEqualTo("required");
  }

  @Test
  void takesWhoeverHasBothScopesForACustomerUnlessToldOtherwise() {
    RestTestClient both = storefront.callerWith(Tokens.of(alice, "orders", "orders:any"));

    order(both, null).expectBody().jsonPath("$.customerId").isEqualTo(alice);
    order(both, bob).expectBody().jsonPath("$.customerId").isEqualTo(bob);
  }

  @Test
  void takesNoSubjectForACustomerThatIsNone() {
    order(storefront.shopper("Alice B."), null).expectStatus().isForbidden();
  }

  @Test
  void hidesAnOrderFromOtherCustomersWordForWord() {
    UUID order = storefront.orders(alice, inventory.offers("1.00", "EUR"), 1);
    UUID unknown = UUID.randomUUID();
    RestTestClient stranger = storefront.shopper(bob);

    for (String path : List.of("/api/v1/orders/%s", "/api/v1/orders/%s/cancellation")) {
      HttpMethod method = path.endsWith("%s") ? HttpMethod.GET : HttpMethod.POST;
      JsonNode hidden = problem(new Call(method, path.formatted(order)).by(stranger));
      JsonNode missing = problem(new Call(method, path.formatted(unknown)).by(stranger));
      assertThat(hidden.toString().replace(order.toString(), "it"))
          .isEqualTo(missing.toString().replace(unknown.toString(), "it"));
    }
    assertThat(storefront.statusOf(order)).isEqualTo("PENDING");
  }

  @Test
  void letsACustomerSeeAndCancelItsOwnOrder() {
    UUID order = storefront.orders(alice, inventory.offers("1.00", "EUR"), 1);
    RestTestClient owner = storefront.shopper(alice);

    new Call(HttpMethod.GET, "/api/v1/orders/" + order).by(owner).expectStatus().isOk();
    new Call(HttpMethod.POST, "/api/v1/orders/" + order + "/cancellation")
        .by(owner)
        .expectStatus()
        .isOk();
  }

  @Test
  void listsACustomersOwnOrdersOnly() {
    String sku = inventory.offers("1.00", "EUR");
    UUID own = storefront.orders(alice, sku, 1);
    storefront.orders(bob, sku, 1);
    RestTestClient owner = storefront.shopper(alice);

    assertThat(listOf(owner, "")).containsExactly(own);
    assertThat(listOf(owner, "?customerId=" + alice)).containsExactly(own);
    new Call(HttpMethod.GET, "/api/v1/orders?customerId=" + bob)
        .by(owner)
        .expectStatus()
        .isForbidden();
  }

  @Test
  void listsWhateverAStorefrontAsksFor() {
    String sku = inventory.offers("1.00", "EUR");
    UUID one = storefront.orders(alice, sku, 1);
    UUID other = storefront.orders(bob, sku, 1);

    assertThat(listOf(storefront.http(), "?customerId=" + bob)).containsExactly(other);
    assertThat(listOf(storefront.http(), "?limit=100")).contains(one, other);
  }

  private RestTestClient.ResponseSpec order(RestTestClient caller, String customer) {
    String line =
        "\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]".formatted(inventory.offers("1", "JPY"));
    return caller
        .post()
        .uri("/api/v1/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            customer == null
                ? "{%s}".formatted(line)
                : "{\"customerId\": \"%s\", %s}".formatted(customer, line))
        .exchange();
  }

  private static List<UUID> listOf(RestTestClient caller, String query) {
    return new Call(HttpMethod.GET, "/api/v1/orders" + query)
        .by(caller)
        .expectStatus()
        .isOk()
        .returnResult(JsonNode.class)
        .getResponseBody()
        .get("data")
        .valueStream()
        .map(order -> UUID.fromString(order.get("id").stringValue()))
        .toList();
  }

  private static JsonNode problem(RestTestClient.ResponseSpec response) {
    ObjectNode problem =
        (ObjectNode)
            response.expectStatus().isNotFound().returnResult(JsonNode.class).getResponseBody();
    return problem.without("correlationId");
  }

  /** Something to ask for. */
  record Call(HttpMethod method, String path) {

    RestTestClient.ResponseSpec by(RestTestClient caller) {
      return caller.method(method).uri(path).exchange();
    }
  }
}
