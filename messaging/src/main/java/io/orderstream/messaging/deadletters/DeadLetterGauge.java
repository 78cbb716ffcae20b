package io.orderstream.messaging.deadletters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderstream.messaging.consuming.EventHandlers;
import java.util.List;
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
      for (DeadLetterStatus status : List.of(DeadLetterStatus.WAITING, DeadLetterStatus.PARKED)) {
        String name = status.name().toLowerCase(Locale.ROOT);
        Gauge.builder("dead.letters." + name, () -> count(group, status))
            .description("Dead letters that are " + name)
            .tag("group", group)
            .register(meters);
      }
    }
  }

  private double count(String group, DeadLetterStatus status) {
    try {
      Double count =
          jdbc.queryForObject(
              """
              select count(*) from messaging.dead_letters
              where consumer_group = ? and status = ? and status in ('WAITING', 'PARKED')
              """,
              Double.class,
              group,
              status.name());
      return count == null ? Double.NaN : count;
    } catch (DataAccessException _) {
      return Double.NaN;
    }
  }
}
