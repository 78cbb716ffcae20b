package io.orderstream.bench.settling;

import io.orderstream.bench.load.AcceptedOrders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.Histogram;

/** The databases of a contender, asked for what became of its orders. */
public final class OrderBooks implements AutoCloseable {

  /** Of each order: that it was received, and what was decided. */
  private static final int MAILS = 2;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PRECISION = 3;
  private static final int ROWS_AT_ONCE = 10_000;

  private final Session orders;
  private final Session inventory;
  private final Session notifications;

  /**
   * Opens the databases of a server.
   *
   * @param prefix what the names of the contender's databases begin with
   */
  public OrderBooks(int port, String prefix) throws SQLException {
    this.orders = Session.of(port, prefix + "orders");
    this.inventory = Session.of(port, prefix + "inventory");
    this.notifications = Session.of(port, prefix + "notifications");
  }

  /** What the server has written to its log since it was made, in bytes. */
  public long walBytes() throws SQLException {
    return orders.number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
  }

  /** Waits until every order can be priced, where prices come by events. */
  public void awaitPrices(int items) throws SQLException, InterruptedException {
    if (orders.holds("to_regclass('catalogue_items') is not null")) {
      while (orders.number("select count(*) from catalogue_items where sku like 'BENCH-%'")
          < items) {
        Thread.sleep(POLL);
      }
    }
  }

  /**
   * Waits until orders are settled and their mails are written down.
   *
   * @param since when the first of them was placed
   * @param accepted how many they are
   * @return whether that happened in time
   */
  public boolean awaitSettled(Instant since, long accepted, Duration patience)
      throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (!isSettled(since, accepted)) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  // The cheap questions first.
  private boolean isSettled(Instant since, long accepted) throws SQLException {
    return !orders.holds("exists (select from orders where status = 'PENDING')")
        && isPublished(orders)
        && isPublished(inventory)
        && mailsSince(since) >= MAILS * accepted;
  }

  private static boolean isPublished(Session database) throws SQLException {
    return database.holds("to_regclass('messaging.outbox') is null")
        || database.holds("not exists (select from messaging.outbox)");
  }

  private long mailsSince(Instant since) throws SQLException {
    OffsetDateTime time = since.atOffset(ZoneOffset.UTC);
    // one index each
    return notifications.number("select count(*) from mails where status = 'PENDING'")
        + notifications.number(
            "select count(*) from mails where status <> 'PENDING' and created_at >= ?", time);
  }

  /**
   * Waits until no mail is to be sent.
   *
   * @return whether that happened in time
   */
  public boolean awaitMailsSent(Duration patience) throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (notifications.holds("exists (select from mails where status = 'PENDING')")) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  /** Looks up orders, and their mails. */
  public Outcome outcomeOf(AcceptedOrders accepted) throws SQLException {
    orders.bring(accepted);
    notifications.bring(accepted);
    Histogram settledAfter =
        histogram(
            orders,
            """
            select %s from answered join orders using (id) where status <> 'PENDING'
            """
                .formatted(microsAfterAnswer("updated_at")));
    Histogram mailedAfter =
        histogram(
            notifications,
            """
            select %s from answered join mails on order_id = answered.id
            group by answered.id, answered_at
            having count(*) >= %d and count(*) = count(sent_at)
            """
                .formatted(microsAfterAnswer("max(sent_at)"), MAILS));
    return new Outcome(
        settledAfter.getTotalCount(),
        orders.number(
            """
            select count(*) from answered
            where not exists (select from orders where orders.id = answered.id)
            """),
        settledAfter,
        lastSettled(),
        mailedAfter.getTotalCount(),
        mailedAfter);
  }

  private static String microsAfterAnswer(String time) {
    return "(extract(epoch from %s) * 1000000)::bigint - answered_at".formatted(time);
  }

  private Instant lastSettled() throws SQLException {
    return Instant.EPOCH.plus(
        orders.number(
            """
            select (extract(epoch from max(updated_at)) * 1000000)::bigint
            from answered join orders using (id)
            """),
        ChronoUnit.MICROS);
  }

  /** What happened before the answer was heard of counts as zero. */
  private static Histogram histogram(Session database, String query) throws SQLException {
    Histogram histogram = new Histogram(PRECISION);
    database.connection().setAutoCommit(false); // else all rows come at once
    try (Statement statement = database.connection().createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          histogram.recordValue(Math.max(0, rows.getLong(1)));
        }
      }
    } finally {
      database.connection().setAutoCommit(true);
    }
    return histogram;
  }

  @Override
  public void close() throws SQLException {
    orders.close();
    inventory.close();
    notifications.close();
  }
}
