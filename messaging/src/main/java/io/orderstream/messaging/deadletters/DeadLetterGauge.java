package io.orderstream.messaging.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderstream.messaging.consuming.EventHandlers;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many dead letters wait for an operator. */
final class DeadLetterGauge implements MeterBinder {

  private final JdbcTemplate jdbc;
  private final EventHandlers handlers;

  DeadLetterGauge(JdbcTemplate jdbc, EventHandlers handlers) {
    this.jdbc = jdbc;
    this.handlers = handlers;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (String group : handlers.groups()) {
      for (String status : new String[] {"WAITING", "PARKED"}) {
        Gauge.builder("dead.letters." + status.toLowerCase(Locale.ROOT), () -> count(group, status))
            .description("Dead letters that are " + status.toLowerCase(Locale.ROOT))
            .tag("group", group)
            .register(meters);
      }
    }
  }

  private double count(String group, String status) {
    try {
      Double count =
          jdbc.queryForObject(
              """
              select count(*) from messaging.dead_letters
              where consumer_group = ? and status = ? and status in ('WAITING', 'PARKED')
              """,
              Double.class,
              group,
              status);
      return count == null ? Double.NaN : count;
    } catch (DataAccessException _) {
      return Double.NaN;
    }
  }
}
