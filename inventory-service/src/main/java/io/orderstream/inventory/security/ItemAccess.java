package io.orderstream.inventory.security;

import io.orderstream.access.AccessRules;
import io.orderstream.access.Scopes;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/** Everybody who has anything to do here may read items; staff change them. */
@Component
class ItemAccess implements AccessRules {

  private static final String API = "/api/**";

  @Override
  public void define(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    var readers = Scopes.any(Scopes.ORDERS, Scopes.ORDERS_ANY, Scopes.ITEMS, Scopes.OPS);
    requests.requestMatchers(HttpMethod.GET, API).access(readers);
    requests.requestMatchers(HttpMethod.HEAD, API).access(readers);
    requests.requestMatchers(API).access(Scopes.any(Scopes.ITEMS));
  }
}
