package io.orderstream.gateway.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls services within their time limits and behind their circuit breakers. */
@Component
public class Safeguards {

  private static final Logger log = LoggerFactory.getLogger(Safeguards.class);

  private final CircuitBreakerRegistry breakers;
  private final TimeLimiterRegistry limits;

  Safeguards(CircuitBreakerRegistry breakers, TimeLimiterRegistry limits) {
    this.breakers = breakers;
    this.limits = limits;
    breakers.getAllCircuitBreakers().forEach(Safeguards::logTransitions);
  }

  /**
   * Makes the call once and waits for its result; a call that outlasts the service's time limit is
   * cancelled.
   *
   * @param repeatable whether a call that the service may have carried out can be made again
   * @throws ServiceUnavailable if the service cannot be reached, breaks off or does not answer in
   *     time, or if its breaker is open
   */
  public <T> T call(String service, boolean repeatable, Supplier<? extends Future<T>> call) {
    CircuitBreaker breaker = breakers.circuitBreaker(service);
    TimeLimiter limit = limits.timeLimiter(service);
    try {
      return breaker.executeCallable(() -> limit.executeFutureSupplier(call::get));
    } catch (CallNotPermittedException e) {
      throw ServiceUnavailable.because(e).retryAfter(recoveryTime(breaker));
    } catch (ConnectException | HttpConnectTimeoutException e) {
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
