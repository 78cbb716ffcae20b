package io.orderstream.orders.security;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which scopes the paths of this service take. */
@Configuration(proxyBeanMethods = false)
class OrderAccess {

  @Bean
  AccessRules rules() {
    return requests ->
        requests
            .requestMatchers("/api/v1/orders/stuck")
            .access(Scopes.any(Scopes.OPS))
            .requestMatchers("/api/v1/orders", "/api/v1/orders/**")
            .access(Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY));
  }
}
