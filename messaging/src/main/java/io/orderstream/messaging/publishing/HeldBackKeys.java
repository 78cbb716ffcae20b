package io.orderstream.messaging.publishing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keys whose oldest row could not be sent, until it is due for another try. The pauses grow beyond
 * the time that one try may take, so that keys that fail for long take little from the others.
 */
final class HeldBackKeys {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 10;

  private final Map<String, Long> dueAt = new HashMap<>();

  void add(String key, int attemptsBefore) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(attemptsBefore, MOST_DOUBLINGS));
    dueAt.put(key, System.nanoTime() + (pause.compareTo(LONGEST) < 0 ? pause : LONGEST).toNanos());
  }

  /** The keys that are not due yet. */
  Set<String> keys() {
    long now = System.nanoTime();
    dueAt.values().removeIf(due -> now - due >= 0);
    return dueAt.keySet();
  }

  /** Makes all keys due. */
  void clear() {
    dueAt.clear();
  }
}
