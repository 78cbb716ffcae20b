package io.orderstream.messaging.consuming;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Runs every container. Starting does not wait for Kafka: in the background the topics are declared
 * as soon as a broker answers, and then consuming begins.
 */
final class EventConsumers implements SmartLifecycle {

  /** Stops after the web server, and before the outbox's relay. */
  private static final int PHASE = DEFAULT_PHASE - 3072;

  private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);
  private static final Duration DECLARATION_RETRY = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
  private final KafkaAdmin admin;
  private volatile Thread starting = new Thread();
  private volatile boolean running;

  EventConsumers(
      Collection<ConcurrentMessageListenerContainer<byte[], byte[]>> containers, KafkaAdmin admin) {
    this.containers = List.copyOf(containers);
    this.admin = admin;
  }

  @Override
  public void start() {
    running = true;
    starting = Thread.ofVirtual().name("event-consumers").start(this::declareAndConsume);
  }

  private void declareAndConsume() {
    try {
      while (running && !declared()) {
        // on a thread of its own, and interrupted by stop(): there is nothing to be woken by
        Thread.sleep(DECLARATION_RETRY);
      }
    } catch (InterruptedException | InterruptException _) {
      return;
    }
    synchronized (containers) {
      if (running) {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        log.info("Consuming {}", containers.stream().map(c -> c.getBeanName()).toList());
      }
    }
  }

  private boolean declared() {
    try {
      return admin.initialize();
    } catch (KafkaException | IllegalStateException e) {
      log.warn("Topics cannot be declared yet, nothing is consumed: {}", e.toString());
      return false;
    }
  }

  /** Ends when the batches under way are committed, at the latest after 10 s. */
  @Override
  public void stop() {
    running = false;
    starting.interrupt();
    CountDownLatch stopping = new CountDownLatch(containers.size());
    synchronized (containers) {
      containers.forEach(container -> container.stop(stopping::countDown));
    }
    try {
      if (!stopping.await(STOP_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn("Batches are still under way: what does not commit is delivered again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
