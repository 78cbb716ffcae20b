package io.orderstream.gateway.security;

import io.orderstream.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * The gateway asks for a genuine token; what it allows, and whose orders it opens, is for the
 * services to decide.
 */
@Configuration(proxyBeanMethods = false)
class GatewayAccess {

  @Bean
  AccessRules documentationIsOpen() {
    return requests ->
        requests.requestMatchers("/docs", "/docs/**", "/swagger-ui.html").permitAll();
  }

  /** A span for each filter of the chain costs more than it tells. */
  @Bean
  SecurityObservationSettings noSecurityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  BearerTokenResolver oneToken() {
    return new OneToken();
  }
}
