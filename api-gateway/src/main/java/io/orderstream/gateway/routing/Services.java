package io.orderstream.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The base URLs of the services behind the gateway: scheme, host and port, no path. A service has
 * one for each of its instances, or one whose name leads to all of them.
 */
@ConfigurationProperties("gateway.services")
record Services(List<URI> orders, List<URI> inventory, List<URI> notifications) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  Services {
    requireBaseUrls("orders", orders);
    requireBaseUrls("inventory", inventory);
    requireBaseUrls("notifications", notifications);
  }

  private static void requireBaseUrls(String name, @Nullable List<URI> urls) {
    if (urls == null || urls.isEmpty()) {
      throw new IllegalArgumentException("gateway.services.%s has no base URL".formatted(name));
    }
    urls.forEach(url -> requireBaseUrl(name, url));
  }

  private static void requireBaseUrl(String name, URI url) {
    if (url.getScheme() == null
        || !SCHEMES.contains(url.getScheme())
        || url.getHost() == null
        || !(url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
        || url.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "gateway.services.%s is no base URL such as http://host:port: %s".formatted(name, url));
    }
  }
}
