package io.orderstream.bench.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.settling.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The rows of accepted orders, written by prepared statements and nothing else. */
final class InsertLimit {

  private static final int SESSIONS = 4;

  private final int port;
  private final MeasuredProcess server;
  private final String kafka;
  private final Duration length;

  /**
   * Rows like those of the platform that runs.
   *
   * @param kafka where an event is found like that which its outbox holds for an order
   */
  InsertLimit(int port, MeasuredProcess server, String kafka, Duration length) {
    this.port = port;
    this.server = server;
    this.kafka = kafka;
    this.length = length;
  }

  /** Writes so many orders in each transaction. */
  Limit measure(int ordersPerCommit) throws Exception {
    String event = new String(SampleEvent.from(kafka).value(), UTF_8);
    try (Session session = session()) {
      session.execute("drop schema if exists bench cascade");
      session.execute("create schema bench");
      session.execute("create table bench.orders (like public.orders including all)");
      session.execute("create table bench.outbox (like messaging.outbox including all)");
      try {
        return Stopwatch.time(
            "rows of an order, %d a commit".formatted(ordersPerCommit),
            List.of(server),
            () -> insert(event, ordersPerCommit));
      } finally {
        session.execute("drop schema bench cascade");
      }
    }
  }

  private long insert(String event, int ordersPerCommit) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    List<Callable<Long>> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(() -> insertUntil(end, event, ordersPerCommit));
    }
    long inserted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
      for (Future<Long> session : threads.invokeAll(sessions)) {
        inserted += session.get();
      }
    }
    return inserted;
  }

  private long insertUntil(long end, String event, int ordersPerCommit) throws SQLException {
    try (Session session = session()) {
      Connection connection = session.connection();
      connection.setAutoCommit(false);
      SampleRow sample = SampleRow.of(session, "public.orders");
      long inserted = 0;
      try (PreparedStatement order =
              connection.prepareStatement(sample.insertInto("bench.orders"));
          PreparedStatement outbox =
              connection.prepareStatement(
                  """
                  insert into bench.outbox (id, lane, topic, key, headers, event, appended_at)
                  values (?, 1, 'orders.order.events.v1', ?, '{}', ?, now())
                  """)) {
        while (System.nanoTime() < end) {
          for (int i = 0; i < ordersPerCommit; i++) {
            UUID id = UUID.randomUUID();
            sample.bind(order, id);
            order.addBatch();
            outbox.setObject(1, id);
            outbox.setString(2, id.toString());
            outbox.setString(3, event);
            outbox.addBatch();
          }
          order.executeBatch();
          outbox.executeBatch();
          connection.commit();
          inserted += ordersPerCommit;
        }
      }
      return inserted;
    }
  }

  private Session session() throws SQLException {
    return Session.of(port, "orders");
  }
}
