package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.orderstream.client.orders.OperationsApi.APIListStuckOrdersRequest;
import io.orderstream.client.orders.Order;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets in, and how far. */
@OnStack
class AccessTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Consumer<HttpRequest.Builder> GET = HttpRequest.Builder::GET;

  @ParameterizedTest(name = "{0}")
  @MethodSource("falseTokens")
  void falseTokensOpenNothing(String what, String token) {
    HttpResponse<String> answer =
        Api.send(
            "/items",
            request -> request.header("Authorization", "Bearer " + token),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    assertProblem(answer, "unauthorized");
  }

  static Stream<Arguments> falseTokens() throws Exception {
    SignedJWT genuine = SignedJWT.parse(Api.as("alice").token());
    JWTClaimsSet claims = genuine.getJWTClaimsSet();
    RSAKey stranger = new RSAKeyGenerator(2048).keyID(genuine.getHeader().getKeyID()).generate();
    Base64URL[] parts = genuine.getParsedParts();
    Base64URL promoted =
        Base64URL.encode(claims.toString().replace("\"orders\"", "\"ops\"").replace("\\/", "/"));
    return Stream.of(
        Arguments.of("none", ""),
        Arguments.of("no token at all", "rubbish"),
        Arguments.of("unsigned", new PlainJWT(claims).serialize()),
        Arguments.of("signed by a stranger", signed(claims, stranger)),
        Arguments.of("with another content", parts[0] + "." + promoted + "." + parts[2]),
        Arguments.of(
            "of the genuine issuer, for another audience and without its signature",
            parts[0] + "." + parts[1] + "."));
  }

  @Test
  void withoutATokenThereIsNothingToSee() {
    for (String path : List.of("/items", "/orders", "/orders/stuck", "/nothing")) {
      HttpResponse<String> answer = Api.send(path, request -> {}, BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertProblem(answer, "unauthorized");
    }
  }

  @Test
  void anothersOrderLooksLikeOneThatDoesNotExist() throws Exception {
    Order order =
        Api.as("alice")
            .orders()
            .placeOrder(
                Shop.placing(
                    new Shop().request(Shop.stock(1), 1).customerId(null),
                    UUID.randomUUID().toString()));
    Waiting.until(
        () ->
            assertThat(
                    Api.as("alice")
                        .send("/orders/" + order.getId() + "/notifications", GET)
                        .statusCode())
                .isEqualTo(200));

    for (String part : List.of("", "/events", "/notifications")) {
      assertHidden(order.getId(), part, GET);
    }
    assertHidden(order.getId(), "/cancellation", request -> request.POST(BodyPublishers.noBody()));
    assertThat(Api.as("bob").send("/orders?limit=100", GET).body())
        .doesNotContain(order.getId().toString());
  }

  /** The same answer, but for the id that was asked for. */
  private static void assertHidden(UUID order, String part, Consumer<HttpRequest.Builder> method) {
    UUID nobodys = UUID.randomUUID();
    HttpResponse<String> hidden = Api.as("bob").send("/orders/" + order + part, method);
    HttpResponse<String> missing = Api.as("bob").send("/orders/" + nobodys + part, method);

    assertThat(hidden.statusCode()).as(part).isEqualTo(404);
    assertProblem(hidden, "order-not-found");
    assertThat(withoutCorrelation(hidden).replace(order.toString(), nobodys.toString()))
        .isEqualTo(withoutCorrelation(missing));
  }

  @ParameterizedTest
  @CsvSource({
    "alice, PUT, /items/X",
    "alice, POST, /items/X/stock-adjustments",
    "alice, GET, /orders/stuck",
    "alice, GET, /orders?customerId=bob",
    "storefront, PUT, /items/X",
    "storefront, GET, /orders/stuck",
    "staff, GET, /orders",
    "staff, POST, /orders",
    "staff, GET, /orders/stuck",
    "ops, POST, /orders",
    "ops, PUT, /items/X",
  })
  void aScopeAllowsNothingBeyondItself(String account, String method, String path) {
    HttpResponse<String> answer =
        Api.as(account)
            .send(
                path,
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertProblem(answer, "forbidden");
  }

  @Test
  void operatorsSeeThatNoOrderIsStuck() throws Exception {
    assertThat(
            Api.as("ops")
                .operations()
                .listStuckOrders(APIListStuckOrdersRequest.newBuilder().build())
                .getData())
        .isEmpty();
  }

  @Test
  void theGatewayShowsItsMetricsToOperatorsOnly() {
    assertThat(actuator("storefront").statusCode()).isEqualTo(403);
    assertThat(actuator("ops").body()).contains("http_server_requests");
  }

  private static HttpResponse<String> actuator(String account) {
    return Api.as(account).sendTo("/actuator/prometheus", GET);
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static void assertProblem(HttpResponse<String> answer, String code) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("type").asString()).isEqualTo("urn:orderstream:problem:" + code);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("correlationId").asString())
        .isEqualTo(answer.headers().firstValue("X-Correlation-Id").orElseThrow());
  }

  private static String withoutCorrelation(HttpResponse<String> answer) {
    return answer.body().replace(answer.headers().firstValue("X-Correlation-Id").orElseThrow(), "");
  }
}
