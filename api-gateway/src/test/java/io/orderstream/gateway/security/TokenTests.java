package io.orderstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import io.orderstream.testing.Tokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nobody passes without a genuine token. */
class TokenTests extends RunningGateway {

  private static final String PATH = "/api/v1/orders";
  private static final AtomicInteger calls = new AtomicInteger();
  private static final Upstream service =
      Upstream.start(
          exchange -> {
            calls.incrementAndGet();
            Upstream.echo("service").handle(exchange);
          });

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", service::url);
    properties.add("gateway.services.inventory", service::url);
    properties.add("gateway.services.notifications", service::url);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void forgetCalls() {
    calls.set(0);
  }

  @Test
  void passesAGenuineTokenOnWhateverItAllows() {
    String token = Tokens.of("alice", "orders");

    HttpResponse<String> response = getAs(token, "/api/v1/items");

    assertThat(json(response).at("/headers/Authorization").stringValue())
        .isEqualTo("Bearer " + token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/orders",
        "/api/v1/orders/7/events",
        "/api/v1/orders/7/notifications",
        "/api/v1/items",
        "/nowhere"
      })
  void refusesStrangersOnEveryPath(String path) {
    assertRefuses(send(anonymousRequest(path)));
  }

  static Stream<Arguments> tokensThatAreNotGenuine() throws JOSEException {
    Instant now = Instant.now();
    String genuine = Tokens.of("alice", "orders");
    String[] parts = genuine.split("\\.", 3);
    return Stream.of(
        Arguments.of("no token at all", "x"),
        Arguments.of("unsigned", new PlainJWT(claims().build()).serialize()),
        Arguments.of("signed with the public key as a shared secret", signedWithThePublicKey()),
        Arguments.of("signed with another key", Tokens.sign(claims().build(), Tokens.newKey())),
        Arguments.of(
            "expired",
            Tokens.sign(claims().expirationTime(Date.from(now.minusSeconds(15))).build())),
        Arguments.of("of no end", Tokens.sign(claims().expirationTime(null).build())),
        Arguments.of(
            "not valid yet",
            Tokens.sign(
                claims().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(1)))).build())),
        Arguments.of(
            "for somebody else", Tokens.sign(claims().audience("another-platform").build())),
        Arguments.of("for nobody", Tokens.sign(claims().audience((String) null).build())),
        Arguments.of(
            "by another issuer", Tokens.sign(claims().issuer("https://evil.example").build())),
        Arguments.of("of nobody", Tokens.sign(claims().subject(null).build())),
        Arguments.of(
            "tampered with",
            parts[0]
                + "."
                + Base64URL.encode(claims().subject("mallory").build().toString())
                + "."
                + parts[2]),
        Arguments.of("without its signature", parts[0] + "." + parts[1] + "."),
        Arguments.of("larger than any token", "x".repeat(7000)));
  }

  private static JWTClaimsSet.Builder claims() {
    return Tokens.claims("alice", "orders");
  }

  private static String signedWithThePublicKey() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(Tokens.publicKey().getKeyID()).build(),
            claims().build());
    token.sign(new MACSigner(Tokens.publicKey().toRSAPublicKey().getEncoded()));
    return token.serialize();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokensThatAreNotGenuine")
  void refusesATokenThatIsNotGenuine(String description, String token) {
    HttpResponse<String> response = getAs(token, PATH);

    assertRefuses(response);
    assertThat(header(response, "WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  @Test
  void refusesTwoTokensOfWhichOneIsGenuine() {
    String genuine = "Bearer " + Tokens.of("alice", "orders");

    assertRefuses(
        send(
            anonymousRequest(PATH)
                .header("Authorization", genuine)
                .header("Authorization", "Bearer x")));
  }

  @Test
  void refusesATokenInTheUrl() {
    assertRefuses(send(anonymousRequest(PATH + "?access_token=" + Tokens.of("alice", "orders"))));
  }

  private void assertRefuses(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(header(response, "WWW-Authenticate")).startsWith("Bearer");
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(response).at("/code").stringValue()).isEqualTo("unauthorized");
    assertThat(calls).hasValue(0);
  }

  @Test
  void showsStrangersThatItIsWellAndNothingElse() {
    assertThat(send(anonymousRequest("/actuator/health/liveness")).statusCode()).isEqualTo(200);
    assertThat(json(send(anonymousRequest("/actuator/health"))).propertyNames())
        .containsExactlyInAnyOrder("status", "groups");
    assertThat(send(anonymousRequest("/actuator/prometheus")).statusCode()).isEqualTo(401);
    assertThat(getAs(Tokens.of("alice", "orders"), "/actuator/health").body())
        .doesNotContain("circuitBreakers");
  }

  @Test
  void showsItsStateToOperatorsOnly() {
    HttpResponse<String> forbidden =
        getAs(Tokens.of("storefront", "orders:any", "items"), "/actuator/prometheus");
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(json(forbidden).at("/code").stringValue()).isEqualTo("forbidden");

    String operator = Tokens.of("olga", "ops");
    assertThat(getAs(operator, "/actuator/prometheus").statusCode()).isEqualTo(200);
    assertThat(getAs(operator, "/actuator/health").body()).contains("circuitBreakers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/index.html", "/docs/oauth2-redirect.html", "/v3/api-docs/orders"})
  void showsItsDocumentationToEverybody(String path) {
    assertThat(send(anonymousRequest(path)).statusCode()).isEqualTo(200);
  }
}
