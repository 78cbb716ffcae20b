package io.orderstream.messaging.retention;

import java.time.Duration;

/** How late an event can be delivered again. */
public final class Redelivery {

  /**
   * Kafka keeps an event for a week after the segment that it is in was closed, and a segment can
   * be open for a week; the last day is for clocks and for the broker's own housekeeping.
   */
  private static final Duration LATEST = Duration.ofDays(15);

  private Redelivery() {}

  /**
   * Refuses to forget an event too early.
   *
   * @throws IllegalArgumentException if an event could be delivered again after what tells it from
   *     a new one is gone
   */
  public static void requireOutlived(String property, Duration kept) {
    if (kept.compareTo(LATEST) < 0) {
      throw new IllegalArgumentException(
          "%s must be %d days or more, is %s: Kafka may deliver an event again until then"
              .formatted(property, LATEST.toDays(), kept));
    }
  }
}
