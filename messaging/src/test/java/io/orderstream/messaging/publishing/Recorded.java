package io.orderstream.messaging.publishing;

import io.orderstream.testing.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of a test's own, and everything that was written to it so far. */
public final class Recorded implements AutoCloseable {

  private final String topic;
  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  private Recorded(String topic, int partitions) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  public static Recorded newTopic(int partitions) throws Exception {
    return create("test-" + UUID.randomUUID(), partitions);
  }

  public static Recorded create(String topic, int partitions) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", Servers.current().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    return new Recorded(topic, partitions);
  }

  public static Recorded existing(String topic, int partitions) {
    return new Recorded(topic, partitions);
  }

  public String topic() {
    return topic;
  }

  public List<ConsumerRecord<String, String>> soFar() {
    consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    return List.copyOf(records);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
