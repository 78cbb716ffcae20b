package io.orderstream.bench.contender;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer group of its own, which reads every topic and does nothing with what it reads. */
public final class AddedConsumer implements AutoCloseable {

  private static final Pattern ALL_BUT_INTERNAL = Pattern.compile("[^_].*");
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration JOINING = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> reading;

  /** Returns when it has joined. */
  AddedConsumer(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                "bench-" + UUID.randomUUID(),
                "auto.offset.reset",
                "latest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(ALL_BUT_INTERNAL);
    long end = System.nanoTime() + JOINING.toNanos();
    while (consumer.assignment().isEmpty()) {
      consumer.poll(POLL);
      if (System.nanoTime() > end) {
        consumer.close();
        throw new IllegalStateException("No partition of " + kafka + " is assigned to a consumer");
      }
    }
    reading = thread.submit(this::read);
  }

  private void read() {
    try (consumer) {
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(POLL);
      }
    } catch (WakeupException _) {
      // it is closed
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    thread.close();
    try {
      reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The added consumer failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
