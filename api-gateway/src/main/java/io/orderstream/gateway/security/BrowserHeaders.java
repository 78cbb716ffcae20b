package io.orderstream.gateway.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** What browsers may do with our answers: show the API's page, and nothing else with any. */
@Configuration(proxyBeanMethods = false)
class BrowserHeaders {

  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  @Bean
  Customizer<HeadersConfigurer<HttpSecurity>> headersForBrowsers(
      OAuth2ResourceServerProperties resourceServer) {
    String page = pagePolicy(resourceServer.getJwt().getIssuerUri());
    return headers ->
        headers
            .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
            .xssProtection(HeadersConfigurer.XXssConfig::disable)
            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
            .addHeaderWriter(contentPolicy("/docs/**", page))
            .addHeaderWriter(contentPolicy("/api/**", NOTHING))
            .addHeaderWriter(contentPolicy("/v3/**", NOTHING))
            .addHeaderWriter(contentPolicy("/actuator/**", NOTHING))
            .addHeaderWriter(new Caching());
  }

  private static HeaderWriter contentPolicy(String path, String policy) {
    return new DelegatingRequestMatcherHeaderWriter(
        PathPatternRequestMatcher.pathPattern(path), new ContentSecurityPolicyHeaderWriter(policy));
  }

  /** Swagger UI sets styles on its elements, brings pictures along, and asks the issuer. */
  private static String pagePolicy(@Nullable String issuer) {
    String issuersOrigin = issuer == null ? "" : " " + URI.create(issuer).resolve("/");
    return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " connect-src 'self'"
        + issuersOrigin;
  }
}
