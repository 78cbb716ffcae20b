package io.orderstream.messaging.deadletters;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code messaging.replays}. How far one has come is told by the actions recorded for it,
 * which committed together with their effects: nothing is counted twice or forgotten.
 */
final class ReplayJobs {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Whoever gets a job may take one step; the next may be taken when the rate allows it. */
  private static final String CLAIM =
      """
      update messaging.replays set next_at = ? + make_interval(secs => 1.0 / per_second)
      where id = (
        select id from messaging.replays
        where finished_at is null and next_at <= ?
        order by next_at limit 1 for update skip locked)
      returning *
      """;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final DeadLetterTable letters;
  private final Clock clock;

  ReplayJobs(JdbcTemplate jdbc, DeadLetterTable letters, Clock clock) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.letters = letters;
    this.clock = clock;
  }

  ReplayJob add(String group, DeadLetterFilter filter, int perSecond, String who) {
    Instant now = clock.instant();
    ReplayJob job =
        new ReplayJob(
            ids.generate(), group, who, now, filter, letters.newest(group), perSecond, null);
    client
        .sql(
            """
            insert into messaging.replays
              (id, consumer_group, requested_by, requested_at, filter, newest, per_second, next_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            job.id(),
            group,
            who,
            DeadLetterTable.utc(now),
            JSON.writeValueAsString(filter),
            job.newest(),
            perSecond,
            DeadLetterTable.utc(now))
        .update();
    return job;
  }

  /** A job that may take a step now; null if none may. */
  @Nullable ReplayJob claim() {
    OffsetDateTime now = DeadLetterTable.utc(clock.instant());
    return client.sql(CLAIM).params(now, now).query(ReplayJobs::job).optional().orElse(null);
  }

  /** The next dead letter of a job; null if there is none left. */
  @Nullable DeadLetter next(ReplayJob job) {
    UUID last =
        client
            .sql(
                """
                select dead_letter from messaging.dead_letter_actions
                where replay = ? order by dead_letter desc limit 1
                """)
            .param(job.id())
            .query(UUID.class)
            .optional()
            .orElse(null);
    return letters.next(job.group(), job.filter(), last, job.newest());
  }

  void finish(ReplayJob job) {
    client
        .sql("update messaging.replays set finished_at = ? where id = ?")
        .params(DeadLetterTable.utc(clock.instant()), job.id())
        .update();
  }

  @Nullable ReplayJob find(String group, UUID id) {
    return client
        .sql("select * from messaging.replays where consumer_group = ? and id = ?")
        .params(group, id)
        .query(ReplayJobs::job)
        .optional()
        .orElse(null);
  }

  /** How many replays had which outcome. */
  Map<String, Integer> outcomes(UUID id) {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    RowCallbackHandler row = count -> outcomes.put(count.getString(1), count.getInt(2));
    jdbc.query(
        "select outcome, count(*) from messaging.dead_letter_actions where replay = ? group by 1",
        row,
        id);
    return outcomes;
  }

  /** How long until the next step of any job is due; null if there are no jobs. */
  @Nullable Duration untilNext() {
    return client
        .sql("select min(next_at) as next_at from messaging.replays where finished_at is null")
        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
        .optional()
        .map(due -> Duration.between(clock.instant(), due.toInstant()))
        .orElse(null);
  }

  private static ReplayJob job(ResultSet row, int number) throws SQLException {
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new ReplayJob(
        row.getObject("id", UUID.class),
        row.getString("consumer_group"),
        row.getString("requested_by"),
        DeadLetterTable.instant(row, "requested_at"),
        JSON.readValue(row.getString("filter"), DeadLetterFilter.class),
        row.getObject("newest", UUID.class),
        row.getInt("per_second"),
        finished == null ? null : finished.toInstant());
  }
}
