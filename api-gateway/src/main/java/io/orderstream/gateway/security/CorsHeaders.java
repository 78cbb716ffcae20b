package io.orderstream.gateway.security;

import io.orderstream.gateway.correlation.CorrelationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets the pages of configured storefronts call the API in a browser. Requests from other origins
 * are answered without a word about them, so that their browsers keep the answer from the page.
 */
@Configuration(proxyBeanMethods = false)
class CorsHeaders {

  /** Ahead of everything that may refuse a request: a page can read its own refusals. */
  private static final int FIRST = -200;

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(Cors cors) {
    CorsConfiguration storefronts = storefronts(cors.allowedOrigins());
    CorsFilter filter =
        new CorsFilter(
            request -> {
              String origin = request.getHeader(HttpHeaders.ORIGIN);
              return origin != null && cors.allowedOrigins().contains(origin) ? storefronts : null;
            });
    filter.setCorsProcessor(new Refusing());
    FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(FIRST);
    return registration;
  }

  private static CorsConfiguration storefronts(List<String> origins) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(origins);
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT"));
    cors.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            "Idempotency-Key",
            "Last-Event-ID",
            "Prefer",
            "traceparent",
            "tracestate",
            CorrelationId.HEADER));
    cors.setExposedHeaders(
        List.of(
            HttpHeaders.ETAG,
            "Idempotency-Replayed",
            HttpHeaders.LINK,
            HttpHeaders.LOCATION,
            "Preference-Applied",
            "RateLimit",
            "RateLimit-Policy",
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            CorrelationId.HEADER));
    cors.setMaxAge(Duration.ofHours(1));
    return cors;
  }

  private static final class Refusing extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
      try {
        ((ServletServerHttpResponse) response)
            .getServletResponse()
            .sendError(HttpStatus.FORBIDDEN.value());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
