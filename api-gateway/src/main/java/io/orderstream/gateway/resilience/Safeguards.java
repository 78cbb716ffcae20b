package io.orderstream.gateway.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls services inside their bulkheads, behind their circuit breakers and within their time
 * limits. A limit is for the caller's whole wait, a second attempt included, and the breaker counts
 * what the caller gets.
 */
@Component
public class Safeguards {

  private static final Logger log = LoggerFactory.getLogger(Safeguards.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BulkheadRegistry bulkheads;
  private final CircuitBreakerRegistry breakers;
  private final TimeLimiterRegistry limits;
  private final RetryRegistry retries;

  Safeguards(
      BulkheadRegistry bulkheads,
      CircuitBreakerRegistry breakers,
      TimeLimiterRegistry limits,
      RetryRegistry retries) {
    this.bulkheads = bulkheads;
    this.breakers = breakers;
    this.limits = limits;
    this.retries = retries;
    breakers.getAllCircuitBreakers().forEach(Safeguards::logTransitions);
  }

  /**
   * Makes the call and waits for its result; a call that outlasts the service's time limit is
   * interrupted.
   *
   * @param repeatable whether a call that the service may have carried out can be made again: it is
   *     made once more if the service cannot be reached, breaks off or says that it is unavailable,
   *     and its caller is invited to repeat it. Another call is made once.
   * @throws ServiceUnavailable if the service cannot be reached, breaks off or does not answer in
   *     time, or if its breaker is open or its bulkhead full
   */
  public <T> T call(String service, boolean repeatable, Callable<T> call) {
    Bulkhead bulkhead = bulkheads.bulkhead(service);
    CircuitBreaker breaker = breakers.circuitBreaker(service);
    TimeLimiter limit = limits.timeLimiter(service);
    Callable<T> attempts = repeatable ? Retry.decorateCallable(retries.retry(service), call) : call;
    try {
      return bulkhead.executeCallable(
          () ->
              breaker.executeCallable(
                  () -> limit.executeFutureSupplier(() -> threads.submit(attempts))));
    } catch (BulkheadFullException e) {
      log.warn("{} has as many calls as it may have", service);
      throw ServiceUnavailable.because(e).retryAfter(SOON);
    } catch (CallNotPermittedException e) {
      throw ServiceUnavailable.because(e).retryAfter(recoveryTime(breaker));
    } catch (ConnectException e) {
      log.debug("{} cannot be reached: {}", service, e.toString()); // its instances' log says so
      throw ServiceUnavailable.because(e).retryAfter(SOON);
    } catch (HttpConnectTimeoutException e) {
      log.warn("{} cannot be reached: {}", service, e.toString());
      throw ServiceUnavailable.because(e).retryAfter(recoveryTime(breaker));
    } catch (TimeoutException e) {
      log.warn("{} did not answer in time", service);
      ServiceUnavailable failure = ServiceUnavailable.timedOut(e);
      throw repeatable ? failure.retryAfter(recoveryTime(breaker)) : failure;
    } catch (IOException e) {
      log.warn("{} broke off: {}", service, e.toString());
      ServiceUnavailable failure = ServiceUnavailable.because(e);
      throw repeatable ? failure.retryAfter(recoveryTime(breaker)) : failure;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  private static void logTransitions(CircuitBreaker breaker) {
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                log.warn(
                    "Circuit breaker of {} is now {}",
                    breaker.getName(),
                    event.getStateTransition().getToState()));
  }

  private static Duration recoveryTime(CircuitBreaker breaker) {
    return Duration.ofMillis(
        breaker.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(1));
  }
}
