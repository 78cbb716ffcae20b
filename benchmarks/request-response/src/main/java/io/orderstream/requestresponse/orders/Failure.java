package io.orderstream.requestresponse.orders;

import java.util.function.Predicate;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/** What tells that the other service does not work; a refused request does not. */
public final class Failure implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable thrown) {
    return thrown instanceof ResourceAccessException || thrown instanceof HttpServerErrorException;
  }
}
