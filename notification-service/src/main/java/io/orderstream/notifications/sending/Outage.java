package io.orderstream.notifications.sending;

import java.time.Clock;
import java.time.Instant;

/**
 * Keeps the workers off a mail server that does not work: while an outage lasts, mails are tried
 * one at a time, after pauses that grow.
 */
final class Outage {

  private final Backoff backoff;
  private final Clock clock;
  private int failures;
  private Instant nextTrial = Instant.MIN;

  Outage(Backoff backoff, Clock clock) {
    this.backoff = backoff;
    this.clock = clock;
  }

  synchronized boolean lasts() {
    return failures > 0;
  }

  /** Whether to try a mail now. During an outage, a yes is a no to everybody else for a while. */
  synchronized boolean admits() {
    if (failures == 0) {
      return true;
    }
    if (clock.instant().isBefore(nextTrial)) {
      return false;
    }
    failures++;
    pause();
    return true;
  }

  /**
   * The server did not work.
   *
   * @return whether this is the beginning of an outage
   */
  synchronized boolean begin() {
    boolean begins = failures == 0;
    if (begins) {
      failures = 1;
    }
    pause();
    return begins;
  }

  /**
   * The server worked.
   *
   * @return whether this is the end of an outage
   */
  synchronized boolean end() {
    boolean ends = failures > 0;
    failures = 0;
    return ends;
  }

  private void pause() {
    nextTrial = clock.instant().plus(backoff.after(failures));
  }
}
