package io.orderstream.messaging.deadletters;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Replays many, one after another and no faster than asked for. The instances of a service share
 * the steps of a job between them; when one dies, the others go on.
 */
final class ReplayWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final ReplayJobs jobs;
  private final Replaying replaying;
  private volatile Thread worker = new Thread();
  private volatile boolean running;

  ReplayWorker(ReplayJobs jobs, Replaying replaying) {
    this.jobs = jobs;
    this.replaying = replaying;
  }

  @Override
  public void start() {
    running = true;
    worker = Thread.ofVirtual().name("dead-letter-replays").start(this::work);
  }

  private void work() {
    boolean failing = false;
    while (running) {
      Duration pause = IDLE;
      try {
        pause = step();
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          log.warn("Replays wait: {}", e.toString());
        }
        failing = true;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** Takes one step if there is one to take, and tells when to look for the next. */
  private Duration step() {
    ReplayJob job = jobs.claim();
    if (job != null) {
      DeadLetter letter = jobs.next(job);
      if (letter == null) {
        jobs.finish(job);
        log.info("Replay {} of {} is finished", job.id(), job.group());
      } else {
        replay(job, letter);
      }
    }
    return untilNext();
  }

  private void replay(ReplayJob job, DeadLetter letter) {
    try {
      replaying.replay(
          job.group(),
          letter.id(),
          new Replaying.Request(
              job.requestedBy(), job.id(), job.filter().status() == DeadLetterStatus.PARKED));
    } catch (Refused e) {
      // somebody else deals with it, or the database is away: it is looked at again in a moment
      log.debug("Replay {} has to wait for dead letter {}", job.id(), letter.id(), e);
    }
  }

  private Duration untilNext() {
    @Nullable Duration due = jobs.untilNext();
    if (due == null || due.compareTo(IDLE) > 0) {
      return IDLE;
    }
    return due.isNegative() ? Duration.ZERO : due;
  }

  /** Ends after the replay under way, at the latest after 20 s: then it is as if it had crashed. */
  @Override
  public void stop() {
    running = false;
    // woken, not interrupted: a replay under way is finished
    LockSupport.unpark(worker);
    try {
      worker.join(STOP_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
