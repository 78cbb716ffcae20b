package io.orderstream.bench.limits;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An event that the platform published: what is written for each order. */
final class SampleEvent {

  private static final String TOPIC = "orders.order.events.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SampleEvent() {}

  static ConsumerRecord<byte[], byte[]> from(String kafka) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka, "default.api.timeout.ms", (int) PATIENCE.toMillis()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(TOPIC, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var records = consumer.poll(PATIENCE);
      if (records.isEmpty()) {
        throw new IllegalStateException("nothing is on " + TOPIC);
      }
      return records.iterator().next();
    }
  }
}
