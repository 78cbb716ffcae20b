package io.orderstream.bench.settling;

import io.orderstream.bench.load.Acceptances;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Watches some orders, at most fifty a second, until others can see that they are settled: the time
 * in an order's row is from before its commit. Asks the database for all of them every ten
 * milliseconds; what it sees was so some milliseconds earlier at most.
 */
public final class Watch implements Acceptances, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(10);
  private static final long BETWEEN_ORDERS = Duration.ofMillis(19).toNanos();
  private static final int PRECISION = 3;

  private final Session orders;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Queue<Watched> accepted = new ConcurrentLinkedQueue<>();
  private final Map<UUID, Watched> outstanding = new HashMap<>();
  private final Histogram sinceIntended = new Histogram(PRECISION);
  private final Histogram sinceAnswer = new Histogram(PRECISION);
  private final Future<?> watching;
  private volatile long end = Long.MAX_VALUE;
  private long lastIntended;

  private record Watched(UUID order, long intended, long answered) {}

  /**
   * What was seen.
   *
   * @param sinceIntended microseconds from when an order was to be sent until it was seen settled
   * @param sinceAnswer the same from its answer
   */
  public record Seen(Histogram sinceIntended, Histogram sinceAnswer) {}

  Watch(Session orders) {
    this.orders = orders;
    this.lastIntended = System.nanoTime() - Duration.ofDays(1).toNanos();
    this.watching =
        thread.submit(
            () -> {
              watch();
              return null;
            });
  }

  @Override
  public void accepted(UUID order, long intended, long answered) {
    if (intended - lastIntended >= BETWEEN_ORDERS) {
      lastIntended = intended;
      accepted.add(new Watched(order, intended, answered));
    }
  }

  /** Waits until all that were accepted are settled, not longer than so long. */
  public Seen await(Duration patience) throws InterruptedException {
    end = System.nanoTime() + patience.toNanos();
    try {
      watching.get();
      return new Seen(sinceIntended, sinceAnswer);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Orders could not be watched: " + e.getCause(), e);
    }
  }

  private void watch() throws SQLException, InterruptedException {
    try (PreparedStatement query =
        orders
            .connection()
            .prepareStatement("select id from orders where id = any(?) and status <> 'PENDING'")) {
      while (!isOver()) {
        for (Watched next = accepted.poll(); next != null; next = accepted.poll()) {
          outstanding.put(next.order(), next);
        }
        if (!outstanding.isEmpty()) {
          ask(query);
        }
        Thread.sleep(POLL); // a database tells nobody by itself
      }
    }
  }

  private boolean isOver() {
    return end != Long.MAX_VALUE
        && ((outstanding.isEmpty() && accepted.isEmpty()) || System.nanoTime() > end);
  }

  private void ask(PreparedStatement query) throws SQLException {
    Array ids = orders.connection().createArrayOf("uuid", outstanding.keySet().toArray());
    query.setArray(1, ids);
    try (ResultSet settled = query.executeQuery()) {
      long now = System.nanoTime();
      while (settled.next()) {
        Watched order = outstanding.remove(settled.getObject(1, UUID.class));
        if (order != null) {
          sinceIntended.recordValue((now - order.intended()) / 1000);
          sinceAnswer.recordValue((now - order.answered()) / 1000);
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    end = Math.min(end, System.nanoTime());
    thread.close();
    orders.close();
  }
}
