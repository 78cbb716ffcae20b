package io.orderstream.gateway.routing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param login where readers of the API's page can get a token by logging in; without it, they
 *     paste one
 */
@ConfigurationProperties("gateway.documentation")
record Documentation(@Nullable Login login) {

  /**
   * @param authorizationUrl and token URL of the issuer, for the flow with an authorization code
   *     and PKCE
   */
  record Login(URI authorizationUrl, URI tokenUrl) {}
}
