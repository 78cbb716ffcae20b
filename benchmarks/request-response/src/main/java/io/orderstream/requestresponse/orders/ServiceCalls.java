package io.orderstream.requestresponse.orders;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.orderstream.requestresponse.web.CorrelationFilter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Calls of one other service: so many at a time, each within its time limit, none while the breaker
 * is open, and a second time where the first found no service. Repeatable requests only.
 *
 * <p>The time limit is the HTTP client's: what takes longer is broken off, not left running.
 */
final class ServiceCalls {

  private static final Duration CONNECT_LIMIT = Duration.ofMillis(400);

  private final String service;
  private final RestClient http;
  private final Bulkhead bulkhead;
  private final Retry retry;
  private final CircuitBreaker breaker;

  private ServiceCalls(
      String service, RestClient http, Bulkhead bulkhead, Retry retry, CircuitBreaker breaker) {
    this.service = service;
    this.http = http;
    this.bulkhead = bulkhead;
    this.retry = retry;
    this.breaker = breaker;
  }

  /**
   * @throws ServiceUnavailable if there is no answer, or none of success
   */
  <T> T call(Function<RestClient, T> request) {
    try {
      return bulkhead.executeSupplier(
          () -> retry.executeSupplier(() -> breaker.executeSupplier(() -> request.apply(http))));
    } catch (RestClientException | CallNotPermittedException | BulkheadFullException e) {
      throw new ServiceUnavailable(service, e);
    }
  }

  /** Makes them, as configured under {@code services} and {@code resilience4j}. */
  @Component
  static final class Factory {

    private final RestClient.Builder http;
    private final BulkheadRegistry bulkheads;
    private final RetryRegistry retries;
    private final CircuitBreakerRegistry breakers;

    Factory(
        RestClient.Builder http,
        BulkheadRegistry bulkheads,
        RetryRegistry retries,
        CircuitBreakerRegistry breakers) {
      this.http = http;
      this.bulkheads = bulkheads;
      this.retries = retries;
      this.breakers = breakers;
    }

    ServiceCalls of(String name, Services.Service service) {
      var requests =
          ClientHttpRequestFactoryBuilder.jdk()
              .withExecutor(Executors.newVirtualThreadPerTaskExecutor())
              .withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
              .build(
                  HttpClientSettings.defaults().withTimeouts(CONNECT_LIMIT, service.timeLimit()));
      RestClient client =
          http.clone()
              .requestFactory(requests)
              .baseUrl(service.url())
              .requestInitializer(
                  request ->
                      request
                          .getHeaders()
                          .set(CorrelationFilter.HEADER, CorrelationFilter.currentId()))
              .build();
      return new ServiceCalls(
          name,
          client,
          bulkheads.bulkhead(name),
          retries.retry(name),
          breakers.circuitBreaker(name));
    }
  }
}
