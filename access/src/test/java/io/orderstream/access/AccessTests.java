package io.orderstream.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.orderstream.testing.TestIssuer;
import io.orderstream.testing.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestIssuer.class)
class AccessTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @Test
  void tellsControllersWhoCallsAndWhatTheyMay() throws Exception {
    HttpResponse<String> answer = get("/caller", Tokens.of("alice", "orders", "orders:any"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualToIgnoringWhitespace(
            "{\"subject\":\"alice\",\"scopes\":[\"orders\",\"orders:any\"]}");
  }

  @Test
  void letsInWhoeverHasOneOfTheScopesThatARuleNames() throws Exception {
    assertThat(put("/changed", Tokens.of("erin", "items")).statusCode()).isEqualTo(200);
    assertThat(put("/changed", Tokens.of("olga", "ops")).statusCode()).isEqualTo(200);
  }

  @Test
  void forbidsWhatTheTokensScopesDoNotAllow() throws Exception {
    HttpResponse<String> answer = put("/changed", Tokens.of("alice", "orders"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).contains("insufficient_scope"));
  }

  @Test
  void asksForATokenWhereNoneIsGiven() throws Exception {
    HttpResponse<String> answer = get("/caller", null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(
            value -> assertThat(value).startsWith("Bearer").doesNotContain("error"));
  }

  @Test
  void asksForATokenWhateverThePath() throws Exception {
    assertThat(get("/nothing/here", null).statusCode()).isEqualTo(401);
    assertThat(get("/nothing/here", Tokens.of("alice")).statusCode()).isEqualTo(404);
  }

  @Test
  void leavesHealthOpenAndTheRestOfTheActuatorToOperators() throws Exception {
    assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    assertThat(get("/actuator/secrets", null).statusCode()).isEqualTo(401);
    assertThat(get("/actuator/secrets", Tokens.of("alice", "orders")).statusCode()).isEqualTo(403);
    assertThat(get("/actuator/secrets", Tokens.of("olga", "ops")).statusCode()).isEqualTo(200);
  }

  @Test
  void takesTokensWhoseIssuersClockIsALittleOff() throws Exception {
    Instant now = Instant.now();

    assertThat(get("/caller", tokenThatEnds(now.minusSeconds(4))).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falseTokens")
  void refusesFalseTokens(String what, String token) throws Exception {
    HttpResponse<String> answer = get("/caller", token);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(
            value -> assertThat(value).startsWith("Bearer error=\"invalid_token\""));
  }

  static Stream<Arguments> falseTokens() throws Exception {
    Instant now = Instant.now();
    JWTClaimsSet genuine = Tokens.claims("alice", "orders").build();
    RSAKey stranger = Tokens.newKey();
    String token = Tokens.sign(genuine);
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    Base64URL[] promoted =
        SignedJWT.parse(Tokens.sign(Tokens.claims("alice", "ops").build())).getParsedParts();
    Base64URL[] parts = SignedJWT.parse(token).getParsedParts();
    return Stream.of(
        Arguments.of("no token at all", "rubbish"),
        Arguments.of("unsigned", new PlainJWT(genuine).serialize()),
        Arguments.of("without its signature", unsigned),
        Arguments.of("signed by a stranger", Tokens.sign(genuine, stranger)),
        Arguments.of(
            "signed by a stranger in the issuer's name",
            Tokens.sign(
                genuine,
                new RSAKey.Builder(stranger).keyID(Tokens.publicKey().getKeyID()).build())),
        Arguments.of("signed with the public key as a shared secret", signedWithPublicKey(genuine)),
        Arguments.of("with another content", parts[0] + "." + promoted[1] + "." + parts[2]),
        Arguments.of("expired", tokenThatEnds(now.minusSeconds(15))),
        Arguments.of(
            "for ever", Tokens.sign(Tokens.claims("alice", "orders").expirationTime(null).build())),
        Arguments.of(
            "not valid yet",
            Tokens.sign(
                Tokens.claims("alice", "orders")
                    .notBeforeTime(Date.from(now.plus(Duration.ofMinutes(1))))
                    .build())),
        Arguments.of(
            "for another audience",
            Tokens.sign(Tokens.claims("alice", "orders").audience("elsewhere").build())),
        Arguments.of(
            "for no audience",
            Tokens.sign(Tokens.claims("alice", "orders").audience((String) null).build())),
        Arguments.of(
            "of another issuer",
            Tokens.sign(Tokens.claims("alice", "orders").issuer("http://elsewhere").build())),
        Arguments.of(
            "of nobody", Tokens.sign(Tokens.claims("alice", "orders").subject(null).build())));
  }

  private static String signedWithPublicKey(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(Tokens.publicKey().getKeyID()).build(),
            claims);
    token.sign(new MACSigner(Tokens.publicKey().toRSAPublicKey().getEncoded()));
    return token.serialize();
  }

  private static String tokenThatEnds(Instant end) {
    return Tokens.sign(
        Tokens.claims("alice", "orders")
            .issueTime(Date.from(end.minus(Duration.ofMinutes(5))))
            .expirationTime(Date.from(end))
            .build());
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path, token);
  }

  private HttpResponse<String> put(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.noBody()), path, token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path, String token)
      throws Exception {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(
        request.uri(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
