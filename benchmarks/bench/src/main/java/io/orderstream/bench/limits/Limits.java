package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What this machine can do at most: parts of the platform's work, done alone. */
public final class Limits {

  private static final int LARGE_COMMIT = 50;

  private final InsertLimit inserts;
  private final KafkaLimit kafka;
  private final EmptyEndpoint endpoint;

  /**
   * Limits of the servers of a platform that has taken orders.
   *
   * @param postgresPort where its database server listens
   * @param kafka where its broker is found
   * @param length how long each limit is measured
   */
  public Limits(
      int postgresPort,
      MeasuredProcess postgres,
      String kafka,
      MeasuredProcess broker,
      EmptyEndpoint endpoint,
      Duration length) {
    this.inserts = new InsertLimit(postgresPort, postgres, kafka, length);
    this.kafka = new KafkaLimit(kafka, broker, length);
    this.endpoint = endpoint;
  }

  /** All of them, each to be measured when it is called. */
  public List<Callable<Limit>> all() {
    return List.of(
        endpoint::measure,
        () -> inserts.measure(1),
        () -> inserts.measure(LARGE_COMMIT),
        kafka::measure);
  }

  /** What the cheapest request costs. */
  public Limit emptyEndpoint() throws Exception {
    return endpoint.measure();
  }
}
