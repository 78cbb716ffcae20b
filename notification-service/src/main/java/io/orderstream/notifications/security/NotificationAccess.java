package io.orderstream.notifications.security;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/** Who may see orders may ask what was told of them; of which orders is decided order by order. */
@Component
class NotificationAccess implements AccessRules {

  @Override
  public void define(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests.requestMatchers("/api/**").access(Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY));
  }
}
