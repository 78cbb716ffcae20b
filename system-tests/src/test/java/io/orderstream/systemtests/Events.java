package io.orderstream.systemtests;

import io.orderstream.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A topic, as anybody can read it. */
final class Events {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, Object> CLUSTER =
      Map.of("bootstrap.servers", "127.0.0.1:" + Stack.port(9092));

  private final List<TopicPartition> partitions;

  Events(Topic topic) {
    partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
  }

  record Event(String id, String type, long version, ConsumerRecord<String, String> record) {}

  /** Everything on the topic now, by key, in the order it was published. */
  Map<String, List<Event>> byKey() {
    Map<String, List<Event>> events = new HashMap<>();
    try (var consumer =
        new KafkaConsumer<>(CLUSTER, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          JsonNode event = JSON.readTree(record.value());
          events
              .computeIfAbsent(record.key(), key -> new ArrayList<>())
              .add(
                  new Event(
                      event.path("id").asString(),
                      event.path("type").asString(),
                      event.path("aggregateversion").asLong(),
                      record));
        }
      }
    }
    return events;
  }

  /** Puts a copy of a record on the topic. */
  void publishAgain(ConsumerRecord<String, String> record) throws Exception {
    try (var producer =
        new KafkaProducer<>(CLUSTER, new StringSerializer(), new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  record.topic(), null, record.key(), record.value(), record.headers()))
          .get();
    }
  }

  /** Waits until a consumer group has dealt with everything that is on the topic now. */
  void awaitConsumedBy(String group) throws Exception {
    try (Admin admin = Admin.create(CLUSTER)) {
      Map<TopicPartition, Long> end =
          admin
              .listOffsets(
                  partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
              .all()
              .get()
              .entrySet()
              .stream()
              .filter(offset -> offset.getValue().offset() > 0)
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
      Waiting.until(
          () -> {
            var committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            end.forEach(
                (partition, offset) -> {
                  var position = committed.get(partition);
                  if (position == null || position.offset() < offset) {
                    throw new AssertionError(group + " is behind on " + partition);
                  }
                });
          });
    }
  }
}
