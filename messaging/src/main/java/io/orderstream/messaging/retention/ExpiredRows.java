package io.orderstream.messaging.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/** Removes those of the {@link ExpiringRows} of one table that have reached their age. */
final class ExpiredRows {

  private final ExpiringRows rows;
  private final JdbcTemplate jdbc;
  private final Counter removed;
  private final Counter failures;

  ExpiredRows(ExpiringRows rows, JdbcTemplate jdbc, MeterRegistry meters) {
    this.rows = rows;
    this.jdbc = jdbc;
    this.removed =
        Counter.builder("retention.removed")
            .description("Rows that were removed because of their age")
            .tag("table", rows.table())
            .register(meters);
    this.failures =
        Counter.builder("retention.failures")
            .description("Runs that did not remove all rows that had reached their age, by a fault")
            .tag("table", rows.table())
            .register(meters);
  }

  String table() {
    return rows.table();
  }

  /**
   * Removes the oldest of them in a transaction of its own; rows that are locked stay.
   *
   * @return how many it were
   */
  int remove(Instant now, int atMost) {
    int count =
        jdbc.update(
            // the limit is part of the statement: the database has to know that it is a few rows
            """
            delete from %1$s where ctid = any(array(
              select ctid from %1$s where %2$s < ? and %3$s
              order by %2$s limit %4$s for update skip locked))
            """
                .formatted(rows.table(), rows.since(), rows.condition(), atMost),
            now.minus(rows.kept()).atOffset(ZoneOffset.UTC));
    removed.increment(count);
    return count;
  }

  void failed() {
    failures.increment();
  }
}
