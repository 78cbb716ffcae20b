package io.orderstream.messaging.publishing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of the outbox that this instance drains. Keys are spread over a fixed number of lanes,
 * and each lane is drained by one instance at a time, so that the order of each key is kept.
 *
 * <p>A lane belongs to the session that holds its advisory lock. The locks live and die with one
 * database connection, the same that reads the outbox: an instance whose connection is gone can
 * neither read nor own, and one that is silent for too long loses its connection. Instances know of
 * each other by a shared advisory lock that each of them holds, and settle for equal shares.
 */
final class Lanes {

  private static final int COUNT = 16;

  /** First key of the locks of lanes ("outl"); the second is the lane. */
  private static final int LANE_LOCK = 0x6F75746C;

  /** First key of the lock that every instance shares ("outm"). */
  private static final int MEMBER_LOCK = 0x6F75746D;

  private final Connection connection;
  private final SortedSet<Integer> owned = new TreeSet<>();

  private Lanes(Connection connection) {
    this.connection = connection;
  }

  /** Joins the instances that share the lanes; {@link #rebalance} brings the first ones. */
  static Lanes join(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // so that the locks of a machine that has vanished are free again within seconds
      statement.execute("set tcp_keepalives_idle = 5");
      statement.execute("set tcp_keepalives_interval = 2");
      statement.execute("set tcp_keepalives_count = 3");
      // and those of a process that stands still: longer than it may send what it has read (see
      // Freshness), and the broker may take for that
      statement.execute("set idle_session_timeout = '30s'");
      // what is known of a queue's size is always out of date: read by seq, never as a whole
      statement.execute("set enable_seqscan = off");
      statement.execute("select pg_advisory_lock_shared(" + MEMBER_LOCK + ", 0)");
    }
    return new Lanes(connection);
  }

  static int laneOf(String key) {
    return Math.floorMod(key.hashCode(), COUNT);
  }

  SortedSet<Integer> owned() {
    return Collections.unmodifiableSortedSet(owned);
  }

  /**
   * Moves this instance's share towards an equal one. Call it only when nothing that was read from
   * the owned lanes is still on its way.
   */
  void rebalance() throws SQLException {
    int share = Math.ceilDiv(COUNT, members());
    while (owned.size() > share) {
      release(owned.last());
    }
    for (int lane = 0; lane < COUNT && owned.size() < share; lane++) {
      if (!owned.contains(lane) && tryLock(lane)) {
        owned.add(lane);
      }
    }
  }

  /** Gives everything back. */
  void leave() throws SQLException {
    owned.clear();
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
      statement.execute("reset idle_session_timeout");
      statement.execute("reset enable_seqscan");
    }
  }

  private int members() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select count(*) from pg_locks
            where locktype = 'advisory' and classid = ? and objid = 0 and granted
              and database = (select oid from pg_database where datname = current_database())
            """)) {
      statement.setInt(1, MEMBER_LOCK);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return Math.max(1, result.getInt(1));
      }
    }
  }

  private boolean tryLock(int lane) throws SQLException {
    return call("select pg_try_advisory_lock(?, ?)", lane);
  }

  private void release(int lane) throws SQLException {
    call("select pg_advisory_unlock(?, ?)", lane);
    owned.remove(lane);
  }

  private boolean call(String sql, int lane) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, LANE_LOCK);
      statement.setInt(2, lane);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }
}
