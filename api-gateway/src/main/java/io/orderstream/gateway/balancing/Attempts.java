package io.orderstream.gateway.balancing;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The attempts at one request, each at another instance as long as there is one. */
public final class Attempts {

  /** After so long, the caller hears that nobody can be reached. */
  private static final long SEARCH = Duration.ofMillis(500).toNanos();

  private final Rotation rotation;
  private final boolean repeatable;
  private final Set<Instance> tried = new HashSet<>();

  Attempts(Rotation rotation, boolean repeatable) {
    this.rotation = rotation;
    this.repeatable = repeatable;
  }

  /** Makes a request to an instance and waits for its answer; an interrupt ends it. */
  @FunctionalInterface
  public interface Exchange<T> {
    T with(Instance instance) throws Exception;
  }

  /**
   * Makes an attempt. An instance that cannot be connected to has not carried the request out: it
   * goes to the next then, whatever it is.
   *
   * @throws java.io.IOException if no instance can be connected to, or if the one that was breaks
   *     off or is found to hang
   */
  public <T> T make(Exchange<T> exchange) throws Exception {
    long begin = System.nanoTime();
    for (int others = rotation.size() - 1; ; others--) {
      Instance instance = rotation.next(tried);
      tried.add(instance);
      try {
        return instance.call(exchange, repeatable);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        if (others <= 0 || System.nanoTime() - begin > SEARCH) {
          throw e;
        }
      }
    }
  }
}
