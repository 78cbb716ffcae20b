package io.orderstream.gateway.routing;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The base URLs of the services behind the gateway: scheme, host and port, no path. */
@ConfigurationProperties("gateway.services")
record Services(URI orders, URI inventory, URI notifications) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  Services {
    requireBaseUrl("orders", orders);
    requireBaseUrl("inventory", inventory);
    requireBaseUrl("notifications", notifications);
  }

  private static void requireBaseUrl(String name, @Nullable URI url) {
    if (url == null
        || url.getScheme() == null
        || !SCHEMES.contains(url.getScheme())
        || url.getHost() == null
        || !(url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
        || url.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "gateway.services.%s is no base URL such as http://host:port: %s".formatted(name, url));
    }
  }
}
