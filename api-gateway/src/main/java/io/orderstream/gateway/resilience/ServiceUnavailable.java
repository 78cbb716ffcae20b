package io.orderstream.gateway.resilience;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A service that cannot be reached, broke off, or is given time to recover. Answered with 503. */
public final class ServiceUnavailable extends ErrorResponseException {

  private ServiceUnavailable(HttpStatus status, Duration retryAfter, Throwable cause) {
    super(status, cause);
    getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
  }

  static ServiceUnavailable retryAfter(Duration delay, Throwable cause) {
    return new ServiceUnavailable(HttpStatus.SERVICE_UNAVAILABLE, delay, cause);
  }

  static ServiceUnavailable timedOut(Duration retryAfter, Throwable cause) {
    return new ServiceUnavailable(HttpStatus.GATEWAY_TIMEOUT, retryAfter, cause);
  }
}
