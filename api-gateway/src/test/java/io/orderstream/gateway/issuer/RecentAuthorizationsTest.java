package io.orderstream.gateway.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class RecentAuthorizationsTest {

  private final RecentAuthorizations authorizations = new RecentAuthorizations();

  @Test
  void forgetsTheOldestWhenThereAreTooMany() {
    IntStream.rangeClosed(0, RecentAuthorizations.LIMIT)
        .forEach(number -> authorizations.save(authorization(number)));

    assertThat(authorizations.findById("0")).isNull();
    assertThat(authorizations.findById("1")).isNotNull();
    assertThat(authorizations.findById("" + RecentAuthorizations.LIMIT)).isNotNull();
  }

  @Test
  void countsAnAuthorizationThatChangesOnce() {
    authorizations.save(authorization(0));
    IntStream.range(0, RecentAuthorizations.LIMIT)
        .forEach(_ -> authorizations.save(authorization(1)));

    assertThat(authorizations.findById("0")).isNotNull();
  }

  private static OAuth2Authorization authorization(int id) {
    RegisteredClient client =
        RegisteredClient.withId("storefront")
            .clientId("storefront")
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .build();
    return OAuth2Authorization.withRegisteredClient(client)
        .id("" + id)
        .principalName("storefront")
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .accessToken(
            new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                "token " + id,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1)))
        .build();
  }
}
