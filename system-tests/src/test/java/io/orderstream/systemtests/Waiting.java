package io.orderstream.systemtests;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** How long this machine may take. */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Waiting() {}

  /** Lets a failure last; nothing is waited for. */
  static void through(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  static void until(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(assertion);
  }
}
