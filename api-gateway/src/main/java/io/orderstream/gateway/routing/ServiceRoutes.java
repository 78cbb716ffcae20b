package io.orderstream.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Everything of the services that callers can reach; the first route that matches wins. A route's
 * name is also the name of its service's safeguards.
 */
@Configuration(proxyBeanMethods = false)
class ServiceRoutes {

  @Bean
  RouterFunction<ServerResponse> apis(Services services) {
    return api("notifications", services.notifications(), "/api/v1/orders/{id}/notifications")
        .and(api("orders", services.orders(), "/api/v1/orders/**"))
        .and(api("inventory", services.inventory(), "/api/v1/items/**"))
        .and(api("orders", services.orders(), "/api/v1/consumers/order-service/**"))
        .and(api("inventory", services.inventory(), "/api/v1/consumers/inventory-service/**"))
        .and(
            api(
                "notifications",
                services.notifications(),
                "/api/v1/consumers/notification-service/**"));
  }

  @Bean
  RouterFunction<ServerResponse> descriptions(Services services, ApiDocuments documents) {
    return apiDocument("orders", services.orders(), documents)
        .and(apiDocument("inventory", services.inventory(), documents))
        .and(apiDocument("notifications", services.notifications(), documents));
  }

  private static RouterFunction<ServerResponse> api(
      String service, List<URI> urls, String pattern) {
    return route(service).route(path(pattern), http()).before(uri(urls.getFirst())).build();
  }

  private static RouterFunction<ServerResponse> apiDocument(
      String service, List<URI> urls, ApiDocuments documents) {
    return route(service)
        .route(GET("/v3/api-docs/" + service), http())
        .before(uri(urls.getFirst()))
        .before(setPath("/v3/api-docs"))
        .before(removeRequestHeader(HttpHeaders.ACCEPT_ENCODING))
        .filter(documents::complete)
        .build();
  }
}
