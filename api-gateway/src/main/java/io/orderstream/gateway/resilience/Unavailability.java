package io.orderstream.gateway.resilience;

import java.net.http.HttpResponse;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;

/**
 * Recognises the answers that count against a service's circuit breaker: those by which it says
 * that it cannot serve anybody at present. A plain 500 does not count, since one caller's bad luck
 * must not shut out all others; nor does one that names a time to come back, since the service has
 * as much to do as it can and goes on doing it.
 */
public final class Unavailability implements Predicate<Object> {

  @Override
  public boolean test(Object result) {
    return result instanceof HttpResponse<?> answer
        && answer.statusCode() >= 502
        && answer.statusCode() <= 504
        && answer.headers().firstValue(HttpHeaders.RETRY_AFTER).isEmpty();
  }
}
