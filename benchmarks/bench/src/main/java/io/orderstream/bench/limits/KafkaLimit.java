package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The bytes of an order's event through the producer alone, each acknowledged. */
final class KafkaLimit {

  private static final String TOPIC = "bench.limits";
  private static final int PARTITIONS = 12;
  private static final int LIMIT_MILLIS = 15_000;
  private static final int REQUEST_LIMIT_MILLIS = 5_000;

  private final String bootstrapServers;
  private final MeasuredProcess broker;
  private final Duration length;

  KafkaLimit(String bootstrapServers, MeasuredProcess broker, Duration length) {
    this.bootstrapServers = bootstrapServers;
    this.broker = broker;
    this.length = length;
  }

  Limit measure() throws Exception {
    ConsumerRecord<byte[], byte[]> sample = SampleEvent.from(bootstrapServers);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "linger.ms",
            5,
            // on a topic that was made a moment ago, retries of a sequence may go on for ever
            "enable.idempotence",
            false,
            "request.timeout.ms",
            REQUEST_LIMIT_MILLIS,
            "delivery.timeout.ms",
            LIMIT_MILLIS,
            "max.block.ms",
            LIMIT_MILLIS,
            "default.api.timeout.ms",
            LIMIT_MILLIS);
    try (Admin admin = Admin.create(settings);
        var producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      remove(admin); // a run that was broken off may have left it
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
      try {
        send(producer, sample); // warm
        return Stopwatch.time(
            "an event through Kafka's producer alone, acks=all",
            List.of(broker),
            () -> send(producer, sample));
      } finally {
        remove(admin);
      }
    }
  }

  private static void remove(Admin admin) throws Exception {
    if (admin.listTopics().names().get().contains(TOPIC)) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }
  }

  private long send(KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> sample) {
    AtomicLong acknowledged = new AtomicLong();
    AtomicReference<Exception> failed = new AtomicReference<>();
    long end = System.nanoTime() + length.toNanos();
    for (int i = 0; System.nanoTime() < end && failed.get() == null; i++) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  TOPIC, i % PARTITIONS, sample.key(), sample.value(), sample.headers()),
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failed.set(failure);
                }
              });
    }
    producer.flush();
    Exception failure = failed.get();
    if (failure != null) {
      throw new IllegalStateException("Kafka does not acknowledge: " + failure, failure);
    }
    return acknowledged.get();
  }
}
