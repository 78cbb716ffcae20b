package io.orderstream.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.orderstream.testing.Tokens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class IssuerTest {

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ValidationAutoConfiguration.class,
                  WebMvcAutoConfiguration.class,
                  AccessAutoConfiguration.class,
                  OAuth2ResourceServerAutoConfiguration.class))
          .withUserConfiguration(Security.class);

  private final AtomicInteger fetches = new AtomicInteger();
  private HttpServer issuer;
  private String url;

  @EnableWebSecurity
  static class Security {}

  @BeforeEach
  void startIssuer() throws Exception {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    url = "http://127.0.0.1:" + issuer.getAddress().getPort();
    byte[] keys = new JWKSet(Tokens.publicKey()).toString().getBytes(UTF_8);
    issuer.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
  }

  @AfterEach
  void stopIssuer() {
    issuer.stop(0);
  }

  @Test
  void withoutAnIssuerNoServiceStartsAndOneLineSaysWhatToSet() {
    service.run(
        context -> {
          assertThat(context).hasFailed();
          assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(IssuerMissing.class);
          assertThat(new IssuerMissingFailureAnalyzer().analyze(context.getStartupFailure()))
              .satisfies(analysis -> assertThat(analysis.getAction()).contains("jwt.issuer-uri"));
        });
  }

  @Test
  void serviceStartsWithoutItsIssuerAndLearnsItsKeysWhenItIsThere() {
    issuer.stop(0);
    running(
        tokens ->
            assertThatThrownBy(() -> tokens.decode(token()))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class));
  }

  @Test
  void keysOutliveTheIssuer() {
    running(
        tokens -> {
          tokens.decode(token());
          issuer.stop(0);

          String another = Tokens.sign(Tokens.claims("bob", "orders").issuer(url).build());
          assertThat(tokens.decode(another).getSubject()).isEqualTo("bob");
        });
  }

  @Test
  void floodOfUnknownKeysIsNoFloodOfRequestsToTheIssuer() {
    running(
        tokens -> {
          RSAKey key = Tokens.newKey();
          for (int i = 0; i < 20; i++) {
            String strange = Tokens.sign(claims(), new RSAKey.Builder(key).keyID("k" + i).build());
            assertThatThrownBy(() -> tokens.decode(strange)).isInstanceOf(BadJwtException.class);
          }

          assertThat(tokens.decode(token()).getSubject()).isEqualTo("alice");
          assertThat(fetches).hasValueLessThanOrEqualTo(4);
        });
  }

  private void running(Consumer<JwtDecoder> test) {
    service
        .withPropertyValues(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + url,
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + url + "/keys")
        .run(context -> test.accept(context.getBean(JwtDecoder.class)));
  }

  private String token() {
    return Tokens.sign(claims());
  }

  private JWTClaimsSet claims() {
    return Tokens.claims("alice", "orders").issuer(url).build();
  }
}
