package io.orderstream.notifications.sending;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double with every failure, up to a limit, and differ so that retries spread out. */
record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 30;

  /** Between half of the pause that is due after so many failures, one or more, and all of it. */
  Duration after(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    long full = (doubled.compareTo(longest) < 0 ? doubled : longest).toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
  }
}
