package io.orderstream.notifications.sending;

import io.orderstream.notifications.domain.MailsAdded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.event.TransactionalEventListener;

/** Send mails side by side while there are any, woken by new ones and by the clock. */
final class MailWorkers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailWorkers.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final SendingMails sendingMails;
  private final MailServer server;
  private final SendingProperties settings;
  private final Semaphore wakeups = new Semaphore(0);

  /**
   * Held by the worker that new mails wake, also while it sends, so that others do not look past
   * the mails it has locked: the next ones wait a moment and go together. With as many as it can
   * take at once it hands this on.
   */
  private final Semaphore lead = new Semaphore(1, true);

  private volatile List<Worker> workers = List.of();

  MailWorkers(SendingMails sendingMails, MailServer server, SendingProperties settings) {
    this.sendingMails = sendingMails;
    this.server = server;
    this.settings = settings;
  }

  /** One worker is enough for a few mails; it calls the next one if they are many. */
  @TransactionalEventListener
  void wake(MailsAdded added) {
    wakeups.release();
  }

  @Override
  public void start() {
    wakeups.release();
    workers = IntStream.range(0, settings.workers()).mapToObj(Worker::new).toList();
  }

  @Override
  public boolean isRunning() {
    return !workers.isEmpty();
  }

  /** Ends when the mails under way are sent, at the latest after 20 s. */
  @Override
  public void stop() {
    List<Worker> stopping = workers;
    workers = List.of();
    stopping.forEach(worker -> worker.stopped = true);
    wakeups.release();
    long limit = System.nanoTime() + STOP_LIMIT.toNanos();
    try {
      for (Worker worker : stopping) {
        worker.thread.join(Duration.ofNanos(Math.max(1, limit - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker {

    private volatile boolean stopped;
    private boolean leads;
    private final Thread thread;

    private Worker(int number) {
      thread = Thread.ofPlatform().daemon().name("mail-worker-" + number).start(this::work);
    }

    private void work() {
      try (var connection = server.connection()) {
        while (!stopped) {
          boolean called = awaitCall();
          if (leads && !called) {
            connection.hangUp(); // nothing has come for a while
          }
          if (!stopped) {
            sendDue(connection);
          }
          handOver();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        handOver();
        wakeups.release(); // the next one has to stop as well
      }
    }

    /** Where the one that leads is held up, the clock wakes the others, too. */
    private boolean awaitCall() throws InterruptedException {
      long pause = settings.pollInterval().toNanos();
      leads = lead.tryAcquire(pause, TimeUnit.NANOSECONDS);
      boolean called = leads && wakeups.tryAcquire(pause, TimeUnit.NANOSECONDS);
      if (called) {
        wakeups.drainPermits();
      }
      return called;
    }

    private void sendDue(MailServer.Connection connection) {
      try {
        if (sendingMails.sendDue(connection, this::callNext)) {
          wakeups.release();
        }
      } catch (RuntimeException e) {
        log.warn("Mails cannot be sent now; trying on: {}", e.toString());
      }
    }

    private void callNext() {
      wakeups.release();
      handOver();
    }

    private void handOver() {
      if (leads) {
        leads = false;
        lead.release();
      }
    }
  }
}
