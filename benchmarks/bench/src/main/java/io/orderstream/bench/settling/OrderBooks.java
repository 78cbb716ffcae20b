package io.orderstream.bench.settling;

import io.orderstream.bench.load.AcceptedOrders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** The databases of a contender, asked for what became of its orders. */
public final class OrderBooks implements AutoCloseable {

  /** Of each order: that it was received, and what was decided. */
  private static final int MAILS = 2;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration VACUUM_LIMIT = Duration.ofSeconds(10);
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

  /** Watches orders from now on. */
  public Watch watch() throws SQLException {
    return new Watch(orders.another());
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
    UUID first = firstId(since);
    return await(() -> isSettled(first, accepted), Instant.now().plus(patience));
  }

  // The cheap questions first.
  private boolean isSettled(UUID first, long accepted) throws SQLException {
    return orders.holds(
            "not exists (select from orders where status = 'PENDING' and id >= ?)", first)
        && (!byEvents
            || (isPublished(orders)
                && isPublished(inventory)
                && notifications.number("select count(*) from mails where order_id >= ?", first)
                    >= MAILS * accepted));
  }

  private static boolean isPublished(Session database) throws SQLException {
    return database.holds("not exists (select from messaging.outbox)");
  }

  /** The least that an order's id can be from then on: ids begin with the time (UUIDv7). */
  private static UUID firstId(Instant since) {
    return new UUID((since.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L);
  }

  /**
   * Waits until no mail is to be sent. Where nothing is left for later, none is.
   *
   * @return whether that happened in time
   */
  public boolean awaitMailsSent(Duration patience) throws SQLException, InterruptedException {
    return await(
        () ->
            !byEvents
                || notifications.holds("not exists (select from mails where status = 'PENDING')"),
        Instant.now().plus(patience));
  }

  /**
   * Has the server write what it has put off, and waits for vacuum where it is at work: who caused
   * it pays for it.
   */
  public void rest() throws SQLException, InterruptedException {
    orders.execute("checkpoint");
    await(
        () ->
            orders.holds(
                "not exists (select from pg_stat_activity where backend_type = 'autovacuum worker')"),
        Instant.now().plus(VACUUM_LIMIT));
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

  /**
   * Looks up orders, and their mails.
   *
   * @param since when the first of them was placed
   * @param relief of what was accepted until then, it is told when the last was settled
   */
  public Outcome outcomeOf(AcceptedOrders accepted, Instant since, Instant relief)
      throws SQLException {
    orders.bring(accepted);
    notifications.bring(accepted);
    String settled =
        "answered join orders using (id) where id >= '%s' and status <> 'PENDING'"
            .formatted(firstId(since));
    Histogram settledAfter =
        histogram(orders, "select %s from %s".formatted(microsAfterAnswer("updated_at"), settled));
    Histogram mailedAfter =
        histogram(
            notifications,
            """
            select %s from answered join mails on order_id = answered.id
            where order_id >= '%s'
            group by answered.id, answered_at
            having count(*) >= %d and bool_and(status in ('SENT', 'SKIPPED'))
            """
                .formatted(microsAfterAnswer("max(sent_at)"), firstId(since), MAILS));
    return new Outcome(
        settledAfter.getTotalCount(),
        orders.number(
            """
            select count(*) from answered where not exists (
                select from orders where orders.id = answered.id and orders.id >= ?)
            """,
            firstId(since)),
        settledAfter,
        last(settled, since),
        last(settled + " and answered_at <= " + micros(relief), relief),
        bestSecond(settled),
        mailedAfter.getTotalCount(),
        mailedAfter);
  }

  private static String microsAfterAnswer(String time) {
    return "(extract(epoch from %s) * 1000000)::bigint - answered_at".formatted(time);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** When the last one was settled; if none was, or all before, then. */
  private Instant last(String settled, Instant then) throws SQLException {
    return Instant.EPOCH.plus(
        orders.number(
            """
            select greatest(%d, max((extract(epoch from updated_at) * 1000000)::bigint)) from %s
            """
                .formatted(micros(then), settled)),
        ChronoUnit.MICROS);
  }

  private long bestSecond(String settled) throws SQLException {
    return orders.number(
        """
        select coalesce(max(count), 0) from (
            select count(*) from %s group by date_trunc('second', updated_at))
        """
            .formatted(settled));
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
