package io.orderstream.gateway.resilience;

import java.net.http.HttpResponse;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;

/**
 * Recognises the answers after which a second attempt may do better at once: the service is being
 * restarted, say, or another instance of it answers. One that names a time to come back, or that
 * comes too late already, is left to the caller.
 */
public final class Passing implements Predicate<Object> {

  @Override
  public boolean test(Object result) {
    return result instanceof HttpResponse<?> answer
        && (answer.statusCode() == 502 || answer.statusCode() == 503)
        && answer.headers().firstValue(HttpHeaders.RETRY_AFTER).isEmpty();
  }
}
