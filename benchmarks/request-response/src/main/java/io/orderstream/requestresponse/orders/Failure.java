package io.orderstream.requestresponse.orders;

import java.net.ConnectException;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * What tells that the other service does not work, by the rules of the product's gateway. A refused
 * connection does not count: it fails fast by itself, and works again at once. A plain 500 does not
 * either, since one order's bad luck must not shut out all others.
 */
public final class Failure implements Predicate<Throwable> {

  private static final Set<HttpStatus> UNAVAILABLE =
      Set.of(HttpStatus.BAD_GATEWAY, HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.GATEWAY_TIMEOUT);

  @Override
  public boolean test(Throwable thrown) {
    return switch (thrown) {
      case ResourceAccessException failed -> !(failed.getCause() instanceof ConnectException);
      case HttpServerErrorException answer ->
          UNAVAILABLE.stream().anyMatch(status -> answer.getStatusCode().isSameCodeAs(status));
      default -> false;
    };
  }
}
