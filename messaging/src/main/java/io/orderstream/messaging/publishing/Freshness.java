package io.orderstream.messaging.publishing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long ago the relay's session was last asked something. A process that stood still meanwhile
 * may have lost its lanes, and finds out only when it asks again: until then it must not go on with
 * what it has read.
 */
final class Freshness {

  /** With the time that a producer may try, less than the time after which a session is ended. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private long askedAt;

  Freshness(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.askedAt = nanoTime.getAsLong();
  }

  /** The session is about to be asked; if it is gone, that fails. */
  void renew() {
    askedAt = nanoTime.getAsLong();
  }

  boolean isOver() {
    return nanoTime.getAsLong() - askedAt > LIMIT.toNanos();
  }
}
