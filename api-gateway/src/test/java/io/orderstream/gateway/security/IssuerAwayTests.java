package io.orderstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.RunningGateway;
import io.orderstream.testing.Tokens;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties =
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/nobody-is-here")
class IssuerAwayTests extends RunningGateway {

  @Test
  void asksToComeBackWhenATokenCannotBeChecked() {
    HttpResponse<String> response = getAs(Tokens.of("alice", "orders"), "/api/v1/orders");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(header(response, "Retry-After")).isEqualTo("5");
    assertThat(json(response).at("/code").stringValue()).isEqualTo("service-unavailable");
    assertThat(json(response).at("/detail").stringValue()).contains("token cannot be checked");
  }

  @Test
  void staysAlive() {
    assertThat(send(anonymousRequest("/actuator/health/liveness")).statusCode()).isEqualTo(200);
  }
}
