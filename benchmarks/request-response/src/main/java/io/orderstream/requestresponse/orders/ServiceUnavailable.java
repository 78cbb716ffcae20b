package io.orderstream.requestresponse.orders;

import io.orderstream.requestresponse.web.Problem;
import org.springframework.http.HttpStatus;

/** Another service did not do its part of an order. */
final class ServiceUnavailable extends Problem {

  ServiceUnavailable(String service, Exception cause) {
    super(
        HttpStatus.SERVICE_UNAVAILABLE,
        "service-unavailable",
        "There is no answer from " + service + "; please try again later",
        cause);
    soonOver();
  }
}
