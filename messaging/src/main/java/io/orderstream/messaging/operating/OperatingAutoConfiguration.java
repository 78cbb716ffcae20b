package io.orderstream.messaging.operating;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Opens the consumers' API to operators, before the service's own rules are asked. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(AccessRules.class)
class OperatingAutoConfiguration {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  AccessRules consumersAreForOperators() {
    return requests ->
        requests
            .requestMatchers("/api/v1/consumers", "/api/v1/consumers/**")
            .access(Scopes.any(Scopes.OPS));
  }
}
