package io.orderstream.requestresponse.orders;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Makes the process the chain's order service. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "role", havingValue = "orders")
@ComponentScan
@EnableConfigurationProperties(Services.class)
public class OrdersRole {

  @Bean
  AccessRules rules() {
    return requests ->
        requests
            .requestMatchers("/api/v1/orders", "/api/v1/orders/**")
            .access(Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY));
  }
}
