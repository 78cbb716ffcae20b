package io.orderstream.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Access tokens for tests, from an issuer that all tests of the JVM share: a real key, which it
 * shows over HTTP like any OpenID provider.
 */
public final class Tokens {

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final RSAKey KEY = newKey();
  private static final String ISSUER = start();

  private Tokens() {}

  /** The issuer's URL. */
  public static String issuer() {
    return ISSUER;
  }

  /** A genuine token. */
  public static String of(String subject, String... scopes) {
    return sign(claims(subject, scopes).build());
  }

  /** The claims of a genuine token, to be falsified. */
  public static JWTClaimsSet.Builder claims(String subject, String... scopes) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("orderstream")
        .subject(subject)
        .claim("scope", List.of(scopes))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  /** A token signed by the issuer, whatever it says. */
  public static String sign(JWTClaimsSet claims) {
    return sign(claims, KEY);
  }

  /** A token signed with a key of the caller's choice. */
  public static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What everybody can know of the issuer's key. */
  public static RSAKey publicKey() {
    return KEY.toPublicJWK();
  }

  /** A key that the issuer does not know. */
  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
      String keys = new JWKSet(publicKey()).toString();
      String description = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer);
      server.createContext("/keys", exchange -> answer(exchange, keys));
      server.createContext(
          "/.well-known/openid-configuration", exchange -> answer(exchange, description));
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
