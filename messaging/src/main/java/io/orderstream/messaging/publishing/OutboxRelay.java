package io.orderstream.messaging.publishing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.publishing.OutboxTable.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Drains the outbox: sends its rows to Kafka and deletes those that the broker has acknowledged.
 *
 * <p>Rows of one key are sent one after another, each when the one before it is acknowledged, so
 * that no failure can change their order; rows of different keys are sent together. A row that the
 * broker refuses holds back the later rows of its key, and nothing else. While the broker cannot be
 * reached at all, everything waits in the outbox.
 *
 * <p>A crash between acknowledgement and deletion sends rows again: delivery is at least once. A
 * relay that stood still sends nothing more of what it has read, as others may have sent it and
 * what comes after.
 */
final class OutboxRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration REBALANCE_INTERVAL = Duration.ofSeconds(1);

  /** A database that has vanished without a word is given up after this. */
  private static final Duration DATABASE_LIMIT = Duration.ofSeconds(30);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

  /** Bounds what is kept in memory, and in the query, while much cannot be sent. */
  private static final int MOST_HELD_BACK = 5_000;

  /** Stops after everything that appends. */
  private static final int PHASE = DEFAULT_PHASE - 4096;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final DataSource dataSource;
  private final OutboxTable table;
  private final CloudEvents cloudEvents;
  private final KafkaOperations<byte[], byte[]> kafka;
  private final MessagingProperties.Relay settings;
  private final Clock clock;
  private final Freshness freshness;
  private final Timer delay;
  private final Counter failures;
  private final HeldBackKeys heldBack = new HeldBackKeys();
  private final Semaphore wakeups = new Semaphore(0);
  private volatile @Nullable Thread thread;

  OutboxRelay(
      DataSource dataSource,
      OutboxTable table,
      CloudEvents cloudEvents,
      KafkaOperations<byte[], byte[]> kafka,
      MessagingProperties.Relay settings,
      Clock clock,
      Freshness freshness,
      MeterRegistry meters) {
    this.dataSource = dataSource;
    this.table = table;
    this.cloudEvents = cloudEvents;
    this.kafka = kafka;
    this.settings = settings;
    this.clock = clock;
    this.freshness = freshness;
    this.delay =
        Timer.builder("outbox.published")
            .description("From an event's append to the broker's acknowledgement")
            .register(meters);
    this.failures =
        Counter.builder("outbox.failures")
            .description("Tries to send an event that failed")
            .register(meters);
  }

  /** There are new rows. */
  void wake() {
    wakeups.release();
  }

  @Override
  public void start() {
    Thread relay = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);
    thread = relay;
    relay.start();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /**
   * Ends after the batch under way, at the latest after 20 s; what is left waits for the next
   * start.
   */
  @Override
  public void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    thread = null;
    wake();
    try {
      running.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff();
    try {
      while (isRunning()) {
        try (Connection connection = dataSource.getConnection()) {
          connection.setAutoCommit(true);
          connection.setNetworkTimeout(Runnable::run, Math.toIntExact(DATABASE_LIMIT.toMillis()));
          Lanes lanes = Lanes.join(connection);
          try {
            drainWhileRunning(connection, lanes, backoff);
          } finally {
            lanes.leave();
          }
        } catch (SQLException | RuntimeException | Error e) {
          backoff.pause("The outbox cannot be read", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drainWhileRunning(Connection connection, Lanes lanes, Backoff backoff)
      throws SQLException, InterruptedException {
    long rebalanceAt = System.nanoTime();
    while (isRunning()) {
      if (System.nanoTime() - rebalanceAt >= 0) {
        lanes.rebalance();
        rebalanceAt = System.nanoTime() + REBALANCE_INTERVAL.toNanos();
      }
      wakeups.drainPermits();
      long begin = System.nanoTime();
      List<Row> rows = next(connection, lanes);
      Outcome outcome = send(connection, rows);
      if (outcome.acknowledged > 0 && backoff.reset()) {
        heldBack.clear();
      }
      if (outcome.outage != null) {
        backoff.pause("Events wait in the outbox, Kafka does not take them", outcome.outage);
      } else if (rows.size() < settings.batchSize()) {
        if (!rows.isEmpty()) {
          // not to be cut short by a wake-up: that is what the time is for
          NANOSECONDS.sleep(begin + settings.gathering().toNanos() - System.nanoTime());
        }
        wakeups.tryAcquire(settings.pollInterval().toNanos(), NANOSECONDS);
      }
    }
  }

  private List<Row> next(Connection connection, Lanes lanes) throws SQLException {
    Set<String> withoutKeys = heldBack.keys();
    freshness.renew();
    return withoutKeys.size() < MOST_HELD_BACK
        ? table.next(connection, lanes.owned(), withoutKeys, settings.batchSize())
        : List.of();
  }

  /**
   * Sends a batch in waves, each with the first row that is left of each key, until all are sent or
   * none of a wave reached the broker.
   */
  private Outcome send(Connection connection, List<Row> rows) throws SQLException {
    int acknowledged = 0;
    Map<String, Queue<Row>> byKey = new LinkedHashMap<>();
    for (Row row : rows) {
      byKey.computeIfAbsent(row.key(), key -> new ArrayDeque<>()).add(row);
    }
    Collection<Queue<Row>> waiting = new ArrayList<>(byKey.values());
    while (!waiting.isEmpty()) {
      Wave wave = sendWave(waiting);
      freshness.renew();
      if (!wave.acknowledged.isEmpty()) {
        acknowledged += wave.acknowledged.size();
        table.delete(connection, wave.acknowledged);
        OffsetDateTime now = OffsetDateTime.now(clock);
        wave.acknowledged.forEach(row -> delay.record(Duration.between(row.appendedAt(), now)));
      }
      if (!wave.failed.isEmpty()) {
        failures.increment(wave.failed.size());
        table.recordFailures(connection, wave.failed);
        wave.failed.keySet().forEach(row -> heldBack.add(row.key(), row.attempts()));
        if (wave.isOutage()) {
          return new Outcome(acknowledged, wave.failed.values().iterator().next());
        }
        report(wave.failed);
      }
      waiting.removeIf(
          queue -> {
            Row sent = queue.remove();
            return queue.isEmpty() || wave.failed.containsKey(sent);
          });
    }
    return new Outcome(acknowledged, null);
  }

  private Wave sendWave(Collection<Queue<Row>> waiting) {
    Map<Row, CompletableFuture<?>> sending = new LinkedHashMap<>();
    Wave wave = new Wave();
    Set<String> unreachable = new HashSet<>();
    for (Queue<Row> queue : waiting) {
      Row row = queue.element();
      if (unreachable.contains(row.topic())) {
        wave.failed.put(row, new TopicUnreachable(row.topic()));
        continue;
      }
      if (freshness.isOver()) {
        kafka.flush();
        throw new IllegalStateException("sending stood still for so long that lanes may be lost");
      }
      CompletableFuture<?> sent = send(row);
      sending.put(row, sent);
      // a send that fails before it returns has waited for the topic's metadata in vain: once is
      // enough
      if (sent.isCompletedExceptionally() && isRetriable(failureOf(sent))) {
        unreachable.add(row.topic());
      }
    }
    kafka.flush();
    sending.forEach(
        (row, sent) -> {
          Exception failure = failureOf(sent);
          if (failure == null) {
            wave.acknowledged.add(row);
          } else {
            wave.failed.put(row, failure);
          }
        });
    return wave;
  }

  private CompletableFuture<?> send(Row row) {
    try {
      RecordHeaders headers = new RecordHeaders();
      cloudEvents
          .readHeaders(row.headers())
          .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
      return kafka.send(
          new ProducerRecord<>(
              row.topic(),
              null,
              row.key().getBytes(StandardCharsets.UTF_8),
              row.event().getBytes(StandardCharsets.UTF_8),
              headers));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(
          e instanceof KafkaException && e.getCause() instanceof Exception cause ? cause : e);
    }
  }

  private static void report(Map<Row, Exception> failed) {
    Map.Entry<Row, Exception> first = failed.entrySet().iterator().next();
    log.error(
        "{} events cannot be sent and hold back their keys, such as {} of {} (outbox row {}, try {}):"
            + " {}",
        failed.size(),
        first.getKey().key(),
        first.getKey().topic(),
        first.getKey().seq(),
        first.getKey().attempts() + 1,
        first.getValue().toString());
  }

  private static @Nullable Exception failureOf(CompletableFuture<?> sent) {
    try {
      sent.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static boolean isRetriable(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || cause instanceof TopicUnreachable) {
        return true;
      }
    }
    return false;
  }

  /**
   * What became of a batch.
   *
   * @param outage why, if the broker could not be reached
   */
  private record Outcome(int acknowledged, @Nullable Exception outage) {}

  /** What became of one row of each key. */
  private static final class Wave {

    private final List<Row> acknowledged = new ArrayList<>();
    private final Map<Row, Exception> failed = new LinkedHashMap<>();

    private boolean isOutage() {
      return acknowledged.isEmpty() && failed.values().stream().allMatch(OutboxRelay::isRetriable);
    }
  }

  private static final class TopicUnreachable extends RuntimeException {

    private TopicUnreachable(String topic) {
      super("topic " + topic + " cannot be reached");
    }
  }

  /** Pauses that grow while nothing works; logs the first and says when it is over. */
  private final class Backoff {

    private Duration next = FIRST_BACKOFF;
    private boolean failing;

    private void pause(String what, Throwable failure) throws InterruptedException {
      if (!failing) {
        log.warn("{}; trying on: {}", what, failure.toString());
        failing = true;
      }
      wakeups.tryAcquire(next.toNanos(), NANOSECONDS);
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(settings.maxBackoff()) < 0 ? doubled : settings.maxBackoff();
    }

    /** Begins anew; tells whether something had failed. */
    private boolean reset() {
      boolean failed = failing;
      if (failed) {
        log.info("The outbox is draining again");
        failing = false;
        next = FIRST_BACKOFF;
      }
      return failed;
    }
  }
}
