package io.orderstream.messaging.rebuilding;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code messaging.rebuilds} and {@code messaging.rebuild_partitions}. */
final class RebuildTable {

  private static final String PENDING =
      """
      select rebuild, topic, partition, until_offset
      from messaging.rebuild_partitions join messaging.rebuilds as r on r.id = rebuild
      where r.consumer_group = ? and r.topic = ? and r.finished_at is null
        and rebuild_partitions.finished_at is null
      """;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RebuildTable(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Asks for a rebuild.
   *
   * @return its id; null if one is under way
   */
  @Nullable UUID add(String group, String topic, int partitions, String who) {
    UUID id = ids.generate();
    try {
      transaction.executeWithoutResult(
          _ -> {
            jdbc.sql(
                    """
                    insert into messaging.rebuilds
                      (id, consumer_group, topic, requested_by, requested_at)
                    values (?, ?, ?, ?, ?)
                    """)
                .params(id, group, topic, who, OffsetDateTime.now(clock))
                .update();
            jdbc.sql(
                    """
                    insert into messaging.rebuild_partitions (rebuild, partition)
                    select ?, generate_series(0, ? - 1)
                    """)
                .params(id, partitions)
                .update();
          });
      return id;
    } catch (DuplicateKeyException _) {
      return null;
    }
  }

  /** Partitions that are not read up to their end yet. */
  List<PendingPartition> pending(String group, String topic) {
    return jdbc.sql(PENDING)
        .params(group, topic)
        .query(
            (row, number) ->
                new PendingPartition(
                    row.getObject("rebuild", UUID.class),
                    row.getInt("partition"),
                    row.getObject("until_offset", Long.class)))
        .list();
  }

  /** The group's position in a partition is at its beginning. */
  void restarted(PendingPartition partition, long untilOffset) {
    jdbc.sql(
            """
            update messaging.rebuild_partitions set restarted_at = ?, until_offset = ?
            where rebuild = ? and partition = ?
            """)
        .params(OffsetDateTime.now(clock), untilOffset, partition.rebuild(), partition.partition())
        .update();
  }

  /** A partition is read up to where it ended, and maybe it was the last one. */
  void finished(PendingPartition partition) {
    transaction.executeWithoutResult(
        _ -> {
          OffsetDateTime now = OffsetDateTime.now(clock);
          // locked first, so that of two that finish at once the second sees the first
          jdbc.sql("select 1 from messaging.rebuilds where id = ? for update")
              .param(partition.rebuild())
              .query()
              .singleRow();
          jdbc.sql(
                  """
                  update messaging.rebuild_partitions set finished_at = ?
                  where rebuild = ? and partition = ? and finished_at is null
                  """)
              .params(now, partition.rebuild(), partition.partition())
              .update();
          jdbc.sql(
                  """
                  update messaging.rebuilds set finished_at = ?
                  where id = ? and not exists (
                    select 1 from messaging.rebuild_partitions
                    where rebuild = id and rebuild_partitions.finished_at is null)
                  """)
              .params(now, partition.rebuild())
              .update();
        });
  }

  @Nullable Rebuild find(String group, UUID id) {
    return jdbc.sql(
            """
            select r.*, count(*) as partitions, count(p.restarted_at) as restarted,
              count(p.finished_at) as finished
            from messaging.rebuilds as r join messaging.rebuild_partitions as p on p.rebuild = r.id
            where r.consumer_group = ? and r.id = ?
            group by r.id
            """)
        .params(group, id)
        .query(RebuildTable::rebuild)
        .optional()
        .orElse(null);
  }

  private static Rebuild rebuild(ResultSet row, int number) throws SQLException {
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new Rebuild(
        row.getObject("id", UUID.class),
        row.getString("consumer_group"),
        row.getString("topic"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getInt("partitions"),
        row.getInt("restarted"),
        row.getInt("finished"),
        finished == null ? null : finished.toInstant());
  }

  /**
   * A partition that is not read up to its end yet.
   *
   * @param untilOffset where its end is; null as long as it is not restarted
   */
  record PendingPartition(UUID rebuild, int partition, @Nullable Long untilOffset) {}
}
