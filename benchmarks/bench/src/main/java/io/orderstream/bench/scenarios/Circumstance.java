package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import java.util.concurrent.Callable;

/** What else happens while a contender is measured. */
@FunctionalInterface
interface Circumstance {

  /** Nothing does. */
  Circumstance NONE = (_, measurement) -> measurement.call();

  /** A consumer that the contender knows nothing of reads all its events. */
  Circumstance CONSUMER_ADDED =
      (contender, measurement) -> {
        try (var _ = contender.addConsumer()) {
          return measurement.call();
        }
      };

  /**
   * Has it happen while the contender is measured.
   *
   * @throws Exception if the measurement fails, or if it does not happen as it should
   */
  Measured during(Contender contender, Callable<Measured> measurement) throws Exception;
}
