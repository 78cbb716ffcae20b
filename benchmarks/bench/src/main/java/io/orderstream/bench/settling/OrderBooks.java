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
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

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
  private final boolean byEvents;

  /**
   * Opens the databases of a server.
   *
   * @param prefix what the names of the contender's databases begin with
   */
  public OrderBooks(int port, String prefix) throws SQLException {
    this(
        Session.of(port, prefix + "orders"),
        Session.of(port, prefix + "inventory"),
        Session.of(port, prefix + "notifications"));
  }

  OrderBooks(Session orders, Session inventory, Session notifications) throws SQLException {
    this.orders = orders;
    this.inventory = inventory;
    this.notifications = notifications;
    this.byEvents = orders.holds("to_regclass('messaging.outbox') is not null");
  }

  /** What the server has written to its log since it was made, in bytes. */
  public long walBytes() throws SQLException {
    return orders.number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
  }

  /** Waits until orders of so many items can be priced, where prices come by events. */
  public void awaitPrices(int items) throws SQLException, InterruptedException {
    await(
        () ->
            !byEvents
                || orders.number("select count(*) from catalogue_items where sku like 'BENCH-%'")
                    >= items,
        Instant.MAX);
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
    return await(() -> isSettled(since, accepted), Instant.now().plus(patience));
  }

  // The cheap questions first.
  private boolean isSettled(Instant since, long accepted) throws SQLException {
    return orders.holds("not exists (select from orders where status = 'PENDING')")
        && (!byEvents
            || (isPublished(orders)
                && isPublished(inventory)
                && mailsSince(since) >= MAILS * accepted));
  }

  private static boolean isPublished(Session database) throws SQLException {
    return database.holds("not exists (select from messaging.outbox)");
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
    return await(
        () -> notifications.holds("not exists (select from mails where status = 'PENDING')"),
        Instant.now().plus(patience));
  }

  /** Asks until it is so, or the time is up. */
  private static boolean await(Question question, Instant end)
      throws SQLException, InterruptedException {
    while (!question.isSo()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(POLL); // a database tells nobody by itself
    }
    return true;
  }

  @FunctionalInterface
  private interface Question {
    boolean isSo() throws SQLException;
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
        bestSecond(),
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

  private long bestSecond() throws SQLException {
    return orders.number(
        """
        select coalesce(max(settled), 0) from (
            select count(*) as settled from answered join orders using (id)
            where status <> 'PENDING' group by date_trunc('second', updated_at))
        """);
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

  /**
   * Compares the databases with each other, for a shop that has nothing under way.
   *
   * @return one line for each kind of thing that does not add up
   */
  public List<String> discrepancies() throws SQLException {
    orders.execute("drop table if exists reserved, sent");
    orders.execute("create temp table reserved (order_id uuid)");
    orders.execute("create temp table sent (order_id uuid, mails int)");
    copy(inventory, "select order_id from reservation where status = 'RESERVED'", "reserved");
    copy(notifications, "select order_id, count(sent_at) from mails group by 1", "sent");
    List<String> found = new ArrayList<>();
    add(found, "orders are neither confirmed nor rejected", "orders where status = 'PENDING'");
    add(
        found,
        "orders are confirmed and have nothing reserved",
        """
        orders where status = 'CONFIRMED'
        and not exists (select from reserved where order_id = id)
        """);
    add(
        found,
        "reservations are for no confirmed order",
        """
        reserved where not exists (
            select from orders where id = order_id and status = 'CONFIRMED')
        """);
    add(
        found,
        "customers were not told what was decided",
        """
        orders where status <> 'PENDING' and email is not null
        and not exists (select from sent where order_id = id and mails >= %d)
        """
            .formatted(MAILS));
    return found;
  }

  private void add(List<String> found, String what, String from) throws SQLException {
    long count = orders.number("select count(*) from " + from);
    if (count > 0) {
      found.add("%,d %s".formatted(count, what));
    }
  }

  private void copy(Session from, String query, String table) throws SQLException {
    CopyOut rows = from.copy().copyOut("copy (%s) to stdout".formatted(query));
    CopyIn copies = orders.copy().copyIn("copy %s from stdin".formatted(table));
    for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
      copies.writeToCopy(row, 0, row.length);
    }
    copies.endCopy();
    orders.execute("create index on %s (order_id)".formatted(table));
    orders.execute("analyze " + table);
  }

  @Override
  public void close() throws SQLException {
    orders.close();
    inventory.close();
    notifications.close();
  }
}
