package io.orderstream.gateway.limits;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Has requests counted as soon as it is known who makes them. */
@Configuration(proxyBeanMethods = false)
class RateLimiting {

  @Bean
  Buckets buckets(RateLimits limits, CircuitBreakerRegistry breakers) {
    RateLimits.Store store = limits.store();
    return store == null
        ? new LocalBuckets()
        : new SharedBuckets(store, breakers.circuitBreaker("rate-limits"));
  }

  @Bean
  Customizer<HttpSecurity> rateLimits(RateLimits limits, Buckets buckets, MeterRegistry meters) {
    RateLimiter limiter = new RateLimiter(limits, buckets, meters);
    CallerLimit callers = new CallerLimit(limiter);
    FailedTokenLimit failures = new FailedTokenLimit(limiter);
    return http ->
        http.addFilterBefore(failures, BearerTokenAuthenticationFilter.class)
            .addFilterAfter(callers, BearerTokenAuthenticationFilter.class);
  }
}
