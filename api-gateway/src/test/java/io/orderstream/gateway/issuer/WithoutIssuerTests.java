package io.orderstream.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.source.JWKSource;
import io.orderstream.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Outside the profile "local" the gateway issues nothing. */
class WithoutIssuerTests extends RunningGateway {

  @Autowired private ApplicationContext context;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/oauth2/authorize?response_type=code&client_id=shop",
        "/oauth2/jwks",
        "/userinfo",
        "/connect/logout",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
      })
  void showsNothingOfAnIssuer(String path) {
    HttpResponse<String> toStranger = send(anonymousRequest(path).header("Accept", "text/html"));
    assertThat(toStranger.statusCode()).isEqualTo(401);
    assertThat(header(toStranger, "Set-Cookie")).isEmpty();

    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/token", "/login"})
  void takesNoForms(String path) {
    HttpResponse<String> answer =
        send(
            anonymousRequest(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=ops&client_secret=ops")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("access_token");
  }

  @Test
  void holdsNoKeyNoClientAndNoUser() {
    assertThat(context.getBeanNamesForType(JWKSource.class)).isEmpty();
    assertThat(context.getBeanNamesForType(RegisteredClientRepository.class)).isEmpty();
    assertThat(context.getBeanNamesForType(UserDetailsService.class)).isEmpty();
  }
}
