package io.orderstream.audit;

import io.orderstream.contracts.Topic;
import io.orderstream.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * What the platform holds, side by side in temporary tables of one database session, so that
 * PostgreSQL compares millions of orders on its disk. Orders are read first, everything else after
 * them, and each topic after the database that it is published from: what follows from what was
 * read is then there, or is missing.
 */
final class Evidence implements AutoCloseable {

  /** Sent mails are kept for longer than this. */
  private static final Duration MAILS_KEPT = Duration.ofDays(7);

  private final Platform platform;
  private final Consumer<String> activity;
  private final Connection session;

  private Evidence(Platform platform, Consumer<String> activity) throws SQLException {
    this.platform = platform;
    this.activity = activity;
    this.session = platform.orders().connect();
  }

  /**
   * Gathers everything.
   *
   * @param settlingTime orders that changed more recently than this are left out; none if it is
   *     zero, whatever clocks say
   * @param activity told what is being read
   */
  static Evidence of(Platform platform, Duration settlingTime, Consumer<String> activity)
      throws SQLException, IOException {
    Evidence evidence = new Evidence(platform, activity);
    try {
      evidence.gather(settlingTime);
      return evidence;
    } catch (SQLException | IOException | RuntimeException e) {
      evidence.close();
      throw e;
    }
  }

  private void gather(Duration settlingTime) throws SQLException, IOException {
    execute("set work_mem = '64MB'");
    execute("set temp_buffers = '64MB'");
    activity.accept("orders");
    readOrders(settlingTime);
    readTopic(Topics.ORDER_EVENTS);
    activity.accept("stock and reservations");
    readInventory();
    readTopic(Topics.RESERVATION_EVENTS);
    activity.accept("mails");
    readMails();
    URI mailServer = platform.mailServer();
    if (mailServer != null) {
      activity.accept("mail server");
      readMailServer(mailServer);
    }
    leaveOutWhatMoved();
    for (String table : List.of("audited", "change", "published", "reservation", "mail")) {
      execute("analyze " + table);
    }
  }

  private void readOrders(Duration settlingTime) throws SQLException {
    session.setAutoCommit(false);
    session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    execute(
        """
        create temp table audit as
        select %s as audited_until, clock_timestamp() - interval '%d s' as mails_removed_before,
            timestamptz 'infinity' as mails_looked_for_after
        """
            .formatted(
                settlingTime.isZero()
                    ? "timestamptz 'infinity'"
                    : "clock_timestamp() - interval '%d ms'".formatted(settlingTime.toMillis()),
                MAILS_KEPT.toSeconds()));
    execute(
        """
        create temp table audited as
        select id, status, placed_at, updated_at, true as topic_is_kept,
            array(select version from jsonb_to_recordset(history) as (version int)) as versions,
            array(select status from jsonb_to_recordset(history) as (status text)) as changes,
            (select string_agg(quantity || ' × ' || sku, ', ' order by sku collate "C")
             from (select sku, sum(quantity) as quantity
                   from jsonb_to_recordset(lines) as (sku text, quantity bigint)
                   group by sku) as added_up) as items
        from orders where updated_at <= (select audited_until from audit)
        """);
    execute(
        """
        create temp table change as
        select id as order_id, entry.version, entry.status, entry."eventId" as event_id
        from orders, jsonb_to_recordset(history) as entry (version bigint, status text, "eventId" uuid)
        where updated_at <= (select audited_until from audit)
        """);
    execute(
        """
        create temp table waiting as
        select id as event_id, topic, key, appended_at, last_error from messaging.outbox
        """);
    session.commit();
    session.setAutoCommit(true);
    execute(
        """
        create temp table published
            (topic text, place bigint, order_id uuid, version bigint, event_id uuid)
        """);
  }

  private void readTopic(Topic topic) throws SQLException {
    activity.accept(topic.name());
    try (PublishedEvents events = new PublishedEvents(platform.bootstrapServers(), topic)) {
      CopyIn rows = copyIn("copy published from stdin");
      try {
        events.copyTo(rows);
        rows.endCopy();
      } finally {
        if (rows.isActive()) {
          rows.cancelCopy();
        }
      }
      forgetOrdersBefore(events.keptSince());
    }
  }

  private void forgetOrdersBefore(Instant keptSince) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("update audited set topic_is_kept = false where placed_at < ?")) {
      statement.setObject(1, OffsetDateTime.ofInstant(keptSince, ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private void readInventory() throws SQLException {
    execute("create temp table reservation (order_id uuid primary key, status text, items text)");
    execute(
        """
        create temp table stock
            (sku text, available bigint, reserved bigint, adjusted bigint, held bigint)
        """);
    try (Connection inventory = platform.inventory().snapshot()) {
      copy(
          inventory,
          """
          select order_id, status, coalesce(
              (select string_agg(quantity || ' × ' || sku, ', ' order by sku collate "C")
               from jsonb_to_recordset(items) as (sku text, quantity bigint)), '')
          from reservation
          """,
          "reservation");
      copy(
          inventory,
          """
          select sku, available, reserved,
              coalesce((select sum(delta) from stock_adjustment a where a.sku = stock_item.sku), 0),
              coalesce(held.quantity, 0)
          from stock_item left join (
              select item.sku, sum(item.quantity) as quantity
              from reservation, jsonb_to_recordset(items) as item (sku text, quantity bigint)
              where status = 'RESERVED' group by item.sku) as held using (sku)
          """,
          "stock");
      copy(
          inventory,
          "select id, topic, key, appended_at, last_error from messaging.outbox",
          "waiting");
    }
  }

  private void readMails() throws SQLException {
    execute(
        """
        create temp table mail (id uuid primary key, order_id uuid, version bigint, kind text,
            status text, created_at timestamptz,
            sent_at timestamptz, last_error text)
        """);
    execute("create temp table handed_over (mail_id uuid, taken_at timestamptz)");
    try (Connection notifications = platform.notifications().snapshot()) {
      copy(
          notifications,
          """
          select id, order_id, order_version, kind, status, created_at, sent_at, last_error
          from mails
          """,
          "mail");
    }
  }

  private void readMailServer(URI mailServer) throws SQLException, IOException {
    CopyIn rows = copyIn("copy handed_over from stdin");
    try {
      new MailServer(mailServer).copyTo(rows);
      rows.endCopy();
    } finally {
      if (rows.isActive()) {
        rows.cancelCopy();
      }
    }
    execute("create index on handed_over (mail_id)");
    // a mail that the server keeps no longer may have been noted as sent some seconds later
    execute(
        """
        update audit set mails_looked_for_after = taken_at + interval '10 s'
        from (select min(taken_at) as taken_at from handed_over) as oldest
        where taken_at is not null
        """);
  }

  /** An order that went on after it was read cannot be compared with what was read later. */
  private void leaveOutWhatMoved() throws SQLException {
    execute(
        """
        delete from audited where not exists (
            select from orders where id = audited.id and updated_at = audited.updated_at)
        """);
    execute("create index on audited (id)");
    execute("delete from change where not exists (select from audited where id = order_id)");
    execute("create index on change (event_id)");
    execute("create index on published (event_id)");
    execute("create index on published (order_id)");
  }

  private void copy(Connection from, String query, String table) throws SQLException {
    CopyOut source =
        from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
    CopyIn target = copyIn("copy " + table + " from stdin");
    try {
      for (byte[] row = source.readFromCopy(); row != null; row = source.readFromCopy()) {
        target.writeToCopy(row, 0, row.length);
      }
      target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  private CopyIn copyIn(String sql) throws SQLException {
    return session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
  }

  long count(String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Hands over everything that breaks a rule, a row at a time; tells how much that was. */
  long breaches(Rule rule, Consumer<Breach> found) throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.setFetchSize(1000);
      long breaches = 0;
      try (ResultSet result = statement.executeQuery(rule.breaches())) {
        for (; result.next(); breaches++) {
          found.accept(new Breach(rule, result.getString(1), result.getString(2)));
        }
      }
      return breaches;
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
