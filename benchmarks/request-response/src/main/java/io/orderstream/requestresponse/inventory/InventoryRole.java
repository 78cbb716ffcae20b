package io.orderstream.requestresponse.inventory;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Makes the process the chain's inventory service. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "role", havingValue = "inventory")
@ComponentScan
public class InventoryRole {

  @Bean
  AccessRules rules() {
    return requests ->
        requests
            .requestMatchers("/reservations/**")
            .permitAll()
            .requestMatchers(HttpMethod.GET, "/api/**")
            .access(Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY, Scopes.ITEMS, Scopes.OPS))
            .requestMatchers("/api/**")
            .access(Scopes.any(Scopes.ITEMS));
  }
}
