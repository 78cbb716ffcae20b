package io.orderstream.messaging.correlation;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Correlation ids of requests and events, and their traces where the service is traced. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
      "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
    })
public class CorrelationAutoConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Tracer.class)
  @ConditionalOnBean({Tracer.class, Propagator.class})
  static class Traced {

    @Bean
    EventScopes tracedScopes(Tracer tracer, Propagator propagator) {
      return new TracedScopes(tracer, propagator);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  EventScopes correlatedScopes() {
    return new CorrelatedScopes();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class OfRequests {

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
      FilterRegistrationBean<CorrelationFilter> registration =
          new FilterRegistrationBean<>(new CorrelationFilter());
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return registration;
    }
  }
}
