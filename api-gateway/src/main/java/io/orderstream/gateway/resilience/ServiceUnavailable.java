package io.orderstream.gateway.resilience;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A service that cannot be reached, broke off, or is given time to recover, answered with 503, or
 * one that did not answer in time, with 504. {@code Retry-After} is there only where the request
 * can be repeated without being carried out twice.
 */
public final class ServiceUnavailable extends ErrorResponseException {

  private ServiceUnavailable(HttpStatus status, Throwable cause) {
    super(status, cause);
  }

  static ServiceUnavailable because(Throwable cause) {
    return new ServiceUnavailable(HttpStatus.SERVICE_UNAVAILABLE, cause);
  }

  static ServiceUnavailable timedOut(Throwable cause) {
    return new ServiceUnavailable(HttpStatus.GATEWAY_TIMEOUT, cause);
  }

  ServiceUnavailable retryAfter(Duration delay) {
    getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, delay.toSeconds())));
    return this;
  }
}
