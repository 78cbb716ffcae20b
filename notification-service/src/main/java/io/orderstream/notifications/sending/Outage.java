package io.orderstream.notifications.sending;

import java.time.Clock;
import java.time.Instant;

/**
 * Whether the mail server can be used. While it cannot, one worker at a time may try it, after
 * pauses that grow, instead of all of them trying mail after mail.
 */
final class Outage {

  private final Backoff backoff;
  private final Clock clock;
  private int failures;
  private Instant nextTrial = Instant.MIN;
  private boolean trialUnderWay;

  Outage(Backoff backoff, Clock clock) {
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Whether the server may be tried now. After {@code true}, {@link #tried} must follow. */
  synchronized boolean admits() {
    if (failures == 0) {
      return true;
    }
    if (trialUnderWay || clock.instant().isBefore(nextTrial)) {
      return false;
    }
    trialUnderWay = true;
    return true;
  }

  /**
   * Takes note of a trial's result.
   *
   * @return whether that began or ended an outage
   */
  synchronized boolean tried(Result result) {
  }
}
