package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.time.Duration;
import java.util.List;

/** What this machine can do at most: parts of the platform's work, done alone. */
public final class Limits {

  private static final int LARGE_COMMIT = 50;

  private Limits() {}

  /**
   * Measures on the servers of a platform that has taken orders.
   *
   * @param postgresPort where its database server listens
   * @param kafka where its broker is found
   * @param length how long each limit is measured
   */
  public static List<Limit> measure(
      int postgresPort,
      MeasuredProcess postgres,
      String kafka,
      MeasuredProcess broker,
      Duration length)
      throws Exception {
    byte[] event = SampleEvent.from(kafka).value();
    InsertLimit inserts = new InsertLimit(postgresPort, postgres, event, length);
    return List.of(
        inserts.measure(1),
        inserts.measure(LARGE_COMMIT),
        new KafkaLimit(kafka, broker, length).measure());
  }
}
