package io.orderstream.messaging.deadletters;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messaging.dead_letters}. */
final class DeadLetterTable {

  /** A later copy says that a record failed again, as it does when its topic is read anew. */
  private static final String ADD =
      """
      insert into messaging.dead_letters as known
        (id, consumer_group, topic, partition, record_offset, record_timestamp, dead_letter_offset,
         key, value, headers, event_id, event_type, failed_at, attempts, error, stack_trace)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (consumer_group, topic, partition, record_offset, record_timestamp) do update
      set dead_letter_offset = excluded.dead_letter_offset,
          failed_at = excluded.failed_at,
          attempts = excluded.attempts,
          error = excluded.error,
          stack_trace = excluded.stack_trace,
          status = case known.status when 'REPLAYED' then 'WAITING' else known.status end
      where known.dead_letter_offset < excluded.dead_letter_offset
      """;

  private static final String COLUMNS =
      """
      select id, consumer_group, topic, partition, record_offset, key, octet_length(value) as size,
        event_id, event_type, failed_at, attempts, error, status, replays
      from messaging.dead_letters
      """;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final Clock clock;

  DeadLetterTable(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.clock = clock;
  }

  /** Takes over a record of a dead-letter topic, unless it is known. */
  void add(
      String group,
      ConsumerRecord<byte[], byte[]> record,
      @Nullable String eventId,
      @Nullable String eventType) {
    FailureHeaders failure = new FailureHeaders(record);
    jdbc.update(
        ADD,
        ids.generate(),
        group,
        failure.topic(),
        failure.partition(),
        failure.offset(),
        failure.timestamp(),
        record.offset(),
        record.key(),
        record.value(),
        StoredHeaders.write(record.headers()),
        eventId,
        eventType,
        utc(Instant.ofEpochMilli(record.timestamp())),
        failure.attempts(),
        failure.error(),
        failure.stackTrace());
  }

  /** Newest first. */
  List<DeadLetter> list(String group, DeadLetterFilter filter, @Nullable UUID before, int limit) {
    return select(group, filter)
        .and("id < ?", before)
        .query(client, "order by id desc limit " + limit, DeadLetterTable::letter);
  }

  /** The first that came in of those that match. */
  @Nullable DeadLetter next(
      String group, DeadLetterFilter filter, @Nullable UUID after, UUID newest) {
    return select(group, filter)
        .and("id > ?", after)
        .and("id <= ?", newest)
        .query(client, "order by id limit 1", DeadLetterTable::letter)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The id of the newest; one that is before all others if there is none. */
  UUID newest(String group) {
    return client
        .sql(
            """
            select id from messaging.dead_letters
            where consumer_group = ? order by id desc limit 1
            """)
        .param(group)
        .query(UUID.class)
        .optional()
        .orElse(new UUID(0, 0));
  }

  private static Conditions select(String group, DeadLetterFilter filter) {
    DeadLetterStatus status = filter.status();
    return new Conditions(COLUMNS)
        .and("consumer_group = ?", group)
        // part of the statement, as only then the database knows which index serves
        .and(status == null ? "true" : "status = '%s'".formatted(status.name()))
        .and("topic = ?", filter.topic())
        .and("event_type = ?", filter.type())
        .and("strpos(lower(error), lower(?)) > 0", filter.error())
        .and("failed_at >= ?", utcOrNull(filter.failedFrom()))
        .and("failed_at < ?", utcOrNull(filter.failedUntil()));
  }

  @Nullable DeadLetter find(String group, UUID id) {
    return one(group, id, "");
  }

  /** Locks a dead letter until the transaction ends; null if there is none that is free. */
  @Nullable DeadLetter lock(String group, UUID id) {
    return one(group, id, "for update skip locked");
  }

  /** Locks a dead letter until the transaction ends, as soon as it is free. */
  void awaitLock(String group, UUID id) {
    one(group, id, "for update");
  }

  private @Nullable DeadLetter one(String group, UUID id, String end) {
    return new Conditions(COLUMNS)
            .and("consumer_group = ?", group)
            .and("id = ?", id)
            .query(client, end, DeadLetterTable::letter)
            .stream()
            .findFirst()
            .orElse(null);
  }

  /** The value, whole. */
  byte @Nullable [] value(UUID id) {
    return bytes("value", id);
  }

  /** The first bytes of the value. */
  byte @Nullable [] beginning(UUID id, int length) {
    return bytes("substring(value from 1 for " + length + ")", id);
  }

  private byte @Nullable [] bytes(String expression, UUID id) {
    return jdbc.query(
        "select " + expression + " from messaging.dead_letters where id = ?",
        row -> row.next() ? row.getBytes(1) : null,
        id);
  }

  Details details(UUID id) {
    return client
        .sql("select headers, stack_trace from messaging.dead_letters where id = ?")
        .param(id)
        .query((row, number) -> new Details(StoredHeaders.read(row.getString(1)), row.getString(2)))
        .single();
  }

  void setStatus(UUID id, DeadLetterStatus status) {
    client
        .sql("update messaging.dead_letters set status = ? where id = ?")
        .params(status.name(), id)
        .update();
  }

  /**
   * Counts a replay that failed. What is dealt with stays so.
   *
   * @return what the dead letter is now: parked if that were as many as may fail
   */
  DeadLetterStatus countFailure(UUID id, String error, int limit) {
    return client
        .sql(
            """
            update messaging.dead_letters
            set replays = replays + 1, error = ?,
                status = case when status in ('REPLAYED', 'DISCARDED') then status
                              when replays + 1 >= ? then 'PARKED'
                              else 'WAITING' end
            where id = ?
            returning status
            """)
        .params(error, limit, id)
        .query((row, number) -> DeadLetterStatus.valueOf(row.getString(1)))
        .single();
  }

  void recordReplay(
      UUID id, Replaying.Request request, Replaying.Outcome outcome, @Nullable String error) {
    record(id, request.job(), request.who(), "REPLAY", null, outcome.name(), error);
  }

  void recordDiscard(UUID id, String who, String reason) {
    record(id, null, who, "DISCARD", reason, DeadLetterStatus.DISCARDED.name(), null);
  }

  private void record(
      UUID id,
      @Nullable UUID job,
      String who,
      String action,
      @Nullable String reason,
      String outcome,
      @Nullable String error) {
    client
        .sql(
            """
            insert into messaging.dead_letter_actions
              (dead_letter, replay, at, who, action, reason, outcome, error)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(id)
        .param(job)
        .param(utc(clock.instant()))
        .param(who)
        .param(action)
        .param(reason)
        .param(outcome)
        .param(error)
        .update();
  }

  /** What came of a dead letter in a replay of many; null if that has not come to it. */
  Replaying.@Nullable Outcome outcome(UUID id, @Nullable UUID job) {
    return client
        .sql(
            "select outcome from messaging.dead_letter_actions where dead_letter = ? and replay = ?")
        .param(id)
        .param(job)
        .query((row, number) -> Replaying.Outcome.valueOf(row.getString(1)))
        .optional()
        .orElse(null);
  }

  /** What operators did with a dead letter, oldest first. */
  List<Action> actions(UUID id) {
    return client
        .sql(
            """
            select at, replay, who, action, reason, outcome, error
            from messaging.dead_letter_actions where dead_letter = ? order by id
            """)
        .param(id)
        .query(
            (row, number) ->
                new Action(
                    instant(row, "at"),
                    row.getObject("replay", UUID.class),
                    row.getString("who"),
                    row.getString("action"),
                    row.getString("reason"),
                    row.getString("outcome"),
                    row.getString("error")))
        .list();
  }

  /** Whether the database can tell an instant from others: it knows no years beyond these. */
  static boolean knows(@Nullable Instant instant) {
    return instant == null || (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST));
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
    return instant == null ? null : utc(instant);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static DeadLetter letter(ResultSet row, int number) throws SQLException {
    return new DeadLetter(
        row.getObject("id", UUID.class),
        row.getString("consumer_group"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("record_offset"),
        Text.of(row.getBytes("key")),
        row.getObject("size", Integer.class),
        row.getString("event_id"),
        row.getString("event_type"),
        instant(row, "failed_at"),
        row.getInt("attempts"),
        row.getString("error"),
        DeadLetterStatus.valueOf(row.getString("status")),
        row.getInt("replays"));
  }

  /** What a record brought besides its key and value, and where its handling failed. */
  record Details(List<StoredHeaders.StoredHeader> headers, String stackTrace) {}
}
