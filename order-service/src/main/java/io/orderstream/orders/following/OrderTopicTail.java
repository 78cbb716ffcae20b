package io.orderstream.orders.following;

import io.orderstream.orders.domain.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens to what is published about orders from now on. Every instance of the service hears
 * everything, and takes it as a hint only: what an order is like now, the database knows.
 *
 * <p>While Kafka is away nothing is lost, as reading goes on where it ended. Where that is not
 * possible, everybody is woken once.
 */
final class OrderTopicTail implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OrderTopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final String topic;
  private final Supplier<Consumer<UUID, byte[]>> consumers;
  private final WakeUps wakeUps;
  private volatile @Nullable Consumer<UUID, byte[]> consumer;
  private Thread reading = new Thread();
  private volatile boolean running;
  private boolean failing;

  OrderTopicTail(String topic, Supplier<Consumer<UUID, byte[]>> consumers, WakeUps wakeUps) {
    this.topic = topic;
    this.consumers = consumers;
    this.wakeUps = wakeUps;
  }

  @Override
  public void start() {
    running = true;
    reading = Thread.ofPlatform().daemon().name("order-topic-tail").start(this::run);
  }

  private void run() {
    while (running) {
      try (Consumer<UUID, byte[]> next = consumers.get()) {
        consumer = next;
        seekToEnd(next);
        read(next);
      } catch (WakeupException _) {
        // stopped
      } catch (RuntimeException e) {
        report(e);
        LockSupport.parkNanos(RETRY.toNanos());
      }
    }
  }

  private void seekToEnd(Consumer<UUID, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // seeking waits for the first poll, by when more may have been published
    partitions.forEach(consumer::position);
    wakeUps.collectAll();
    if (failing) {
      log.info("Changes of orders are heard of again");
      failing = false;
    }
  }

  private void read(Consumer<UUID, byte[]> consumer) {
    while (running) {
      wakeUps.deliver();
      for (ConsumerRecord<UUID, byte[]> record : consumer.poll(POLL)) {
        wakeUps.collect(new OrderId(record.key()));
      }
    }
  }

  private void report(RuntimeException e) {
    if (!failing) {
      log.warn("Changes of orders are not heard of for now: {}", e.toString());
      failing = true;
    }
  }

  @Override
  public void stop() {
    running = false;
    Consumer<UUID, byte[]> waiting = consumer;
    if (waiting != null) {
      waiting.wakeup();
    }
    LockSupport.unpark(reading);
    try {
      reading.join(STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, whose last requests may be waiting. */
  @Override
  public int getPhase() {
    return 0;
  }
}
