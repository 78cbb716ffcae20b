package io.orderstream.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * What a service's paths take, beyond the genuine token that every path takes. Health, the API's
 * description and the error page are open to everybody; the other endpoints of the actuator take
 * the scope {@link Scopes#OPS}. The first rule that matches wins.
 */
@FunctionalInterface
public interface AccessRules {

  void define(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests);
}
