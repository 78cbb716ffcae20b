package io.orderstream.orders;

import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Topics;
import io.orderstream.testing.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what this service sends to Kafka from the beginning on, as any consumer could. */
@TestComponent
class OrderTopic implements AutoCloseable {

  private final Map<String, Reader> readers = new ConcurrentHashMap<>();

  /** All events of an order, as soon as there are so many. */
  List<Published> eventsOf(UUID order, int count) {
    return read(Topics.ORDER_EVENTS.name(), order, events -> events.size() >= count);
  }

  /** All events of an order, as soon as the last one is of a type. */
  List<Published> eventsUntil(UUID order, String type) {
    return read(
        Topics.ORDER_EVENTS.name(),
        order,
        events -> !events.isEmpty() && events.getLast().type().equals(type));
  }

  /** What was said about an order and could not be handled, as soon as there is something. */
  List<Published> deadLettersOf(UUID order) {
    String topic = Topics.RESERVATION_EVENTS.name() + ".order-service.dlt";
    return read(topic, order, letters -> !letters.isEmpty());
  }

  @Override
  public void close() {
    readers.values().forEach(Reader::close);
  }

  private List<Published> read(String topic, UUID key, Predicate<List<Published>> enough) {
    return readers.computeIfAbsent(topic, Reader::new).read(key.toString(), enough);
  }

  /** A record of a topic; dead letters of other tests may be no JSON. */
  record Published(String value, Map<String, String> headers) {

    private static Published of(ConsumerRecord<String, String> record) {
      Map<String, String> headers = new HashMap<>();
      record
          .headers()
          .forEach(
              header ->
                  headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
      return new Published(record.value(), headers);
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(value);
    }

    String type() {
      return json().get("type").stringValue();
    }

    int version() {
      return json().get("aggregateversion").intValue();
    }
  }

  private static final class Reader implements AutoCloseable {

    private final Map<String, List<Published>> byKey = new HashMap<>();
    private final KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer());

    Reader(String topic) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    List<Published> read(String key, Predicate<List<Published>> enough) {
      List<Published> found = byKey.computeIfAbsent(key, _ -> new ArrayList<>());
      await()
          .pollInSameThread()
          .until(
              () -> {
                poll();
                return enough.test(found);
              });
      return List.copyOf(found);
    }

    private void poll() {
      consumer
          .poll(Duration.ofMillis(50))
          .forEach(
              record ->
                  byKey
                      .computeIfAbsent(record.key(), _ -> new ArrayList<>())
                      .add(Published.of(record)));
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
