package io.orderstream.testing;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What some work takes in PostgreSQL, by the database's own statistics. However busy the machine
 * is, these are the same.
 *
 * @param tables by name
 */
public record DatabaseWork(Map<String, OnTable> tables) {

  /** How far what is much the same may differ: pages split now and then, and rows move. */
  private static final double TOLERANCE = 1.1;

  /** By how many levels an index grows with a hundred times the rows: a page has ten entries. */
  private static final int FURTHER_LEVELS = 2;

  /**
   * Does some work, and tells what it took.
   *
   * @param pool of HikariCP, that everything in the database is done over; nobody else may hold one
   *     of its connections for long
   * @param tables that count; others may be used by others
   */
  public static DatabaseWork of(DataSource pool, List<String> tables, Runnable work) {
    Map<String, OnTable> before = soFar(pool, tables);
    work.run();
    Map<String, OnTable> after = soFar(pool, tables);
    after.replaceAll((table, total) -> total.minus(before.getOrDefault(table, OnTable.NOTHING)));
    return new DatabaseWork(after);
  }

  /**
   * Checks that this took as much as the same work did among fewer rows, a hundredth of them or
   * more. Each way down an index may take two pages more, one for each further level.
   *
   * @throws AssertionError if it took more of a table
   */
  public void requireNoMoreThan(DatabaseWork amongFew) {
    tables.forEach(
        (table, work) -> {
          OnTable before = amongFew.tables.getOrDefault(table, OnTable.NOTHING);
          if (work.pages > before.pages * TOLERANCE + work.descents * FURTHER_LEVELS) {
            throw new AssertionError(
                "%s: %s among many rows, %s among few".formatted(table, work, before));
          }
        });
  }

  private static Map<String, OnTable> soFar(DataSource pool, List<String> tables) {
    JdbcClient jdbc = JdbcClient.create(pool);
    haveSessionsReport(pool, jdbc);
    return jdbc
        .sql(
            """
            select relid::regclass::text as name,
                heap_blks_read + heap_blks_hit
                  + coalesce(idx_blks_read + idx_blks_hit, 0)
                  + coalesce(toast_blks_read + toast_blks_hit, 0)
                  + coalesce(tidx_blks_read + tidx_blks_hit, 0) as pages,
                coalesce(idx_scan, 0)
                  + (n_tup_ins + n_tup_upd - n_tup_hot_upd)
                    * (select count(*) from pg_index where indrelid = relid) as descents
            from pg_statio_user_tables join pg_stat_user_tables using (relid)
            where relid = any(?::text[]::regclass[]::oid[])
            """)
        .param(tables.toArray(String[]::new))
        .query(
            (row, _) ->
                Map.entry(
                    row.getString("name"),
                    new OnTable(row.getLong("pages"), row.getLong("descents"))))
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
  }

  /** A session reports what it did when it ends, at the latest. */
  private static void haveSessionsReport(DataSource pool, JdbcClient jdbc) {
    List<Integer> sessions =
        jdbc.sql(
                """
                select pid from pg_stat_activity
                where datname = current_database() and backend_type = 'client backend'
                """)
            .query((row, _) -> row.getInt(1))
            .list();
    HikariPoolMXBean connections = connections(pool);
    await()
        .until(
            () -> {
              // again and again: one that the pool is about to take in would be passed over
              connections.softEvictConnections();
              return jdbc.sql("select query from pg_stat_activity where pid = any(?)")
                  .param(sessions.toArray(Integer[]::new))
                  .query((row, _) -> row.getString(1))
                  .list();
            },
            List::isEmpty);
  }

  private static HikariPoolMXBean connections(DataSource pool) {
    try {
      return pool.unwrap(HikariDataSource.class).getHikariPoolMXBean();
    } catch (SQLException e) {
      throw new IllegalArgumentException("no pool of HikariCP", e);
    }
  }

  /**
   * What was done on one table.
   *
   * @param pages of the table and its indexes, each as often as it was touched
   * @param descents ways down its indexes, from the root to a leaf
   */
  public record OnTable(long pages, long descents) {

    private static final OnTable NOTHING = new OnTable(0, 0);

    private OnTable minus(OnTable other) {
      return new OnTable(pages - other.pages, descents - other.descents);
    }

    @Override
    public String toString() {
      return "%,d pages, %,d ways down its indexes".formatted(pages, descents);
    }
  }
}
