package io.orderstream.messaging.publishing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Keys whose oldest row was refused, until it is due for another try. */
final class HeldBackKeys {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 20;

  private final Map<String, Long> dueAt = new HashMap<>();
  private final Duration longest;

  HeldBackKeys(Duration longest) {
    this.longest = longest;
  }

  void add(String key, int attemptsBefore) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(attemptsBefore, MOST_DOUBLINGS));
    if (pause.compareTo(longest) > 0) {
      pause = longest;
    }
    dueAt.put(key, System.nanoTime() + pause.toNanos());
  }

  /** The keys that are not due yet. */
  Set<String> keys() {
    long now = System.nanoTime();
    dueAt.values().removeIf(due -> now - due >= 0);
    return dueAt.keySet();
  }
}
