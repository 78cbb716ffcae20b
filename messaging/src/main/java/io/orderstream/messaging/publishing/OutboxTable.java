package io.orderstream.messaging.publishing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code messaging.outbox}. */
final class OutboxTable {

  private static final String INSERT =
      """
      insert into messaging.outbox (id, lane, topic, key, headers, event, appended_at)
      select id, lane, topic, key, headers, event, ?
      from unnest(?, ?, ?, ?, ?, ?) with ordinality as e (id, lane, topic, key, headers, event, n)
      order by n
      """;

  private static final String NEXT =
      """
      select seq, topic, key, headers, event, appended_at, attempts from messaging.outbox
      where lane = any(?) and key <> all(?)
      order by seq limit ?
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  OutboxTable(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Stores rows in the current transaction. Their order is the order they will be sent in. */
  void insert(List<NewRow> rows) {
    jdbc.update(
        INSERT,
        statement -> {
          Connection connection = statement.getConnection();
          statement.setObject(1, OffsetDateTime.now(clock));
          statement.setArray(2, array(connection, "uuid", rows.stream().map(NewRow::id)));
          statement.setArray(3, array(connection, "int2", rows.stream().map(NewRow::lane)));
          statement.setArray(4, array(connection, "text", rows.stream().map(NewRow::topic)));
          statement.setArray(5, array(connection, "text", rows.stream().map(NewRow::key)));
          statement.setArray(6, array(connection, "text", rows.stream().map(NewRow::headers)));
          statement.setArray(7, array(connection, "text", rows.stream().map(NewRow::event)));
        });
  }

  /** The oldest rows of the given lanes, without those of the given keys. */
  List<Row> next(
      Connection connection, Collection<Integer> lanes, Collection<String> withoutKeys, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setArray(1, array(connection, "int2", lanes.stream()));
      statement.setArray(2, array(connection, "text", withoutKeys.stream()));
      statement.setInt(3, limit);
      try (ResultSet result = statement.executeQuery()) {
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(
              new Row(
                  result.getLong("seq"),
                  result.getString("topic"),
                  result.getString("key"),
                  result.getString("headers"),
                  result.getString("event"),
                  result.getObject("appended_at", OffsetDateTime.class),
                  result.getInt("attempts")));
        }
        return rows;
      }
    }
  }

  void delete(Connection connection, Collection<Row> rows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from messaging.outbox where seq = any(?)")) {
      statement.setArray(1, array(connection, "int8", rows.stream().map(Row::seq)));
      statement.executeUpdate();
    }
  }

  /** Notes for operators why rows are still there. */
  void recordFailures(Connection connection, Map<Row, Exception> failures) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update messaging.outbox as row set attempts = attempts + 1, last_error = failure.error
            from unnest(?, ?) as failure (seq, error) where row.seq = failure.seq
            """)) {
      statement.setArray(1, array(connection, "int8", failures.keySet().stream().map(Row::seq)));
      statement.setArray(
          2, array(connection, "text", failures.values().stream().map(Exception::toString)));
      statement.executeUpdate();
    }
  }

  private static Array array(Connection connection, String type, Stream<?> elements)
      throws SQLException {
    return connection.createArrayOf(type, elements.toArray());
  }

  record NewRow(UUID id, int lane, String topic, String key, String headers, String event) {}

  record Row(
      long seq,
      String topic,
      String key,
      String headers,
      String event,
      OffsetDateTime appendedAt,
      int attempts) {}
}
