package io.orderstream.messaging.retention;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has old rows removed again and again, until the service stops. */
final class RetentionSchedule implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Run run;
  private final Duration interval;
  private volatile @Nullable Runner runner;

  RetentionSchedule(Run run, Duration interval) {
    this.run = run;
    this.interval = interval;
  }

  @Override
  public void start() {
    runner = new Runner();
  }

  @Override
  public boolean isRunning() {
    return runner != null;
  }

  /** Ends after the batch under way, at the latest after 10 s. */
  @Override
  public void stop() {
    Runner stopping = runner;
    runner = null;
    if (stopping != null) {
      stopping.stop();
    }
  }

  /** Removes what is old, until it is told to stop. */
  interface Run {
    void run(CountDownLatch stopped) throws InterruptedException;
  }

  private final class Runner {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("retention").start(this::runOnAndOn);

    private void runOnAndOn() {
      try {
        while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
          runOnce();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void runOnce() throws InterruptedException {
      try {
        run.run(stopped);
      } catch (RuntimeException e) {
        log.warn("Old rows stay until the next run, in {}", interval, e);
      }
    }

    private void stop() {
      stopped.countDown();
      try {
        thread.join(STOP_LIMIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
