package io.orderstream.gateway.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedOrigins of the storefronts whose pages may call the API in a browser, such as
 *     {@code https://shop.example}; none by default
 */
@ConfigurationProperties("gateway.cors")
record Cors(@DefaultValue List<String> allowedOrigins) {

  Cors {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedOrigins.forEach(Cors::requireOrigin);
  }

  private static void requireOrigin(String origin) {
    if (!origin.matches("https?://[^/?#*]+")) {
      throw new IllegalArgumentException(
          "gateway.cors.allowed-origins holds no origin such as https://shop.example: " + origin);
    }
  }
}
