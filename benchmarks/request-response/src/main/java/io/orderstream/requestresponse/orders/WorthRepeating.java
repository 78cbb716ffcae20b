package io.orderstream.requestresponse.orders;

import java.net.http.HttpTimeoutException;
import java.util.function.Predicate;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;
import org.springframework.web.client.ResourceAccessException;

/** Failures after which the same call may do better; not time-outs, which have cost enough. */
public final class WorthRepeating implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable thrown) {
    return thrown instanceof ServiceUnavailable
        || (thrown instanceof ResourceAccessException
            && !(thrown.getCause() instanceof HttpTimeoutException));
  }
}
