package io.orderstream.messaging.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Removes rows that have reached their age, from one table after another, in small batches. Where
 * several instances run, one at a time does it; should the lock of one that was frozen have run
 * out, two may, and take different rows.
 */
final class RemovingExpiredRows {

  private static final Logger log = LoggerFactory.getLogger(RemovingExpiredRows.class);

  /** What is left after this waits for the next run. */
  private static final Duration LIMIT_FOR_A_TABLE = Duration.ofMinutes(2);

  private static final String LOCK = "retention";

  private final List<ExpiredRows> tables;
  private final LockProvider locks;
  private final RetentionProperties settings;
  private final Clock clock;

  RemovingExpiredRows(
      List<ExpiredRows> tables, LockProvider locks, RetentionProperties settings, Clock clock) {
    this.tables = tables;
    this.locks = locks;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Removes what there is to remove, unless another instance is at it. A table that fails does not
   * keep the others from their turn.
   *
   * @param stopped ends the run after the batch under way
   */
  void run(CountDownLatch stopped) throws InterruptedException {
    Duration longest = LIMIT_FOR_A_TABLE.multipliedBy(tables.size() + 1L);
    SimpleLock lock =
        locks
            .lock(new LockConfiguration(clock.instant(), LOCK, longest, Duration.ZERO))
            .orElse(null);
    if (lock == null) {
      return;
    }
    try {
      for (ExpiredRows table : tables) {
        removeAll(table, stopped);
      }
    } finally {
      lock.unlock();
    }
  }

  private void removeAll(ExpiredRows table, CountDownLatch stopped) throws InterruptedException {
    long begun = System.nanoTime();
    Instant now = clock.instant();
    long removed = 0;
    try {
      int batch;
      do {
        batch = table.remove(now, settings.batchSize());
        removed += batch;
      } while (batch == settings.batchSize()
          && System.nanoTime() - begun < LIMIT_FOR_A_TABLE.toNanos()
          && !stopped.await(settings.pause().toNanos(), TimeUnit.NANOSECONDS));
    } catch (DataAccessException | TransactionException e) {
      table.failed();
      log.warn(
          "Old rows of {} stay until the next run, in {}", table.table(), settings.interval(), e);
    }
    if (removed > 0) {
      log.info("Removed {} old rows of {}", removed, table.table());
    }
  }
}
