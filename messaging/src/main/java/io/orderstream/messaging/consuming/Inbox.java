package io.orderstream.messaging.consuming;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code messaging.inbox}: events whose effects are committed. An event is registered in
 * the transaction of its effect, so that both happen or neither does.
 */
final class Inbox {

  private static final String REGISTER =
      """
      insert into messaging.inbox (consumer_group, event_id, received_at)
      select ?, id, ? from unnest(?) as id order by id
      on conflict do nothing
      returning event_id
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  Inbox(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Registers events in the current transaction. Waits for other transactions that are registering
   * the same ones.
   *
   * @return the ids that were not registered before
   */
  Set<UUID> register(String group, Collection<UUID> ids) {
    List<UUID> added =
        jdbc.query(
            REGISTER,
            statement -> {
              statement.setString(1, group);
              statement.setObject(2, OffsetDateTime.now(clock));
              statement.setArray(3, statement.getConnection().createArrayOf("uuid", ids.toArray()));
            },
            (row, number) -> row.getObject(1, UUID.class));
    return new HashSet<>(added);
  }
}
