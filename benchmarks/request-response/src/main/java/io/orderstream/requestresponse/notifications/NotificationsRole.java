package io.orderstream.requestresponse.notifications;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Makes the process the chain's notification service. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "role", havingValue = "notifications")
@ComponentScan
@EnableConfigurationProperties(MailSettings.class)
public class NotificationsRole {

  @Bean
  AccessRules rules() {
    return requests ->
        requests
            .requestMatchers("/notifications")
            .permitAll()
            .requestMatchers("/api/**")
            .access(Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY));
  }
}
