package io.orderstream.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Has a test's application context trust the issuer of {@link Tokens}. {@code @Import} it. */
@TestConfiguration(proxyBeanMethods = false)
public class TestIssuer {

  @Bean
  DynamicPropertyRegistrar trustedIssuer() {
    return properties ->
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", Tokens::issuer);
  }
}
