package io.orderstream.messaging.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetentionScheduleTest {

  @Test
  void goesOnAfterARunThatFailed() {
    AtomicInteger runs = new AtomicInteger();
    RetentionSchedule schedule =
        schedule(
            _ -> {
              if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("the database is away");
              }
            });

    schedule.start();

    await().until(() -> runs.get() > 3);
    schedule.stop();
  }

  @Test
  void stopsWhenTheRunUnderWayHasEnded() {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    RetentionSchedule schedule =
        schedule(
            stopped -> {
              running.countDown();
              stopped.await();
              ended.set(true);
            });
    schedule.start();
    await().until(() -> running.getCount() == 0);

    schedule.stop();

    assertThat(ended).isTrue();
    assertThat(schedule.isRunning()).isFalse();
  }

  @Test
  void canBeStartedAgain() {
    AtomicInteger runs = new AtomicInteger();
    RetentionSchedule schedule = schedule(_ -> runs.incrementAndGet());
    schedule.start();
    schedule.stop();
    int before = runs.get();

    schedule.start();

    await().until(() -> runs.get() > before);
    schedule.stop();
  }

  private static RetentionSchedule schedule(RetentionSchedule.Run run) {
    return new RetentionSchedule(run, Duration.ofMillis(1));
  }
}
