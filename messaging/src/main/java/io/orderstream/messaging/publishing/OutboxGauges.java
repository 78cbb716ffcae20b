package io.orderstream.messaging.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much waits in the outbox. Every reading is a query, so scrape it every few seconds at most.
 */
final class OutboxGauges implements MeterBinder {

  /** Counting stops here, so that a scrape stays cheap when the backlog is long. */
  private static final int COUNTED = 100_000;

  private final JdbcTemplate jdbc;

  OutboxGauges(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("outbox.pending", this, OutboxGauges::pending)
        .description("Events not yet acknowledged by the broker, counted up to 100,000")
        .register(meters);
    Gauge.builder("outbox.oldest.seconds", this, OutboxGauges::oldestSeconds)
        .description("Age of the oldest event not yet acknowledged by the broker")
        .register(meters);
  }

  private double pending() {
    return read(
        "select count(*) from (select 1 from messaging.outbox limit " + COUNTED + ") as waiting");
  }

  private double oldestSeconds() {
    return read(
        """
        select coalesce(
          (select extract(epoch from now() - appended_at) from messaging.outbox
           order by seq limit 1), 0)
        """);
  }

  private double read(String sql) {
    try {
      Double value = jdbc.queryForObject(sql, Double.class);
      return value == null ? Double.NaN : value;
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
