package io.orderstream.messaging.deadletters;

import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.testing.Servers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;

/** A consumer of bees that land, some of which it cannot handle as long as a test wants. */
@TestConfiguration(proxyBeanMethods = false)
class Hive {

  static final int PARTITIONS = 3;
  static final String GROUP = "hive-" + UUID.randomUUID().toString().substring(0, 8);
  static final String TOPIC = "bees-" + GROUP;
  static final String DEAD_LETTERS = TOPIC + "." + GROUP + ".dlt";

  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers",
              Servers.current().bootstrapServers(),
              "max.request.size",
              16_000_000),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  private final CloudEvents cloudEvents = new CloudEvents();

  /** Bees whose landing fails for itself, or as if the database were away. */
  final Set<String> stung = ConcurrentHashMap.newKeySet();

  final Set<String> unlucky = ConcurrentHashMap.newKeySet();

  /** How often an unlucky one was tried. */
  final AtomicInteger waits = new AtomicInteger();

  /** Bees that take their time: they land when somebody opens the gate. */
  final Map<String, CountDownLatch> slow = new ConcurrentHashMap<>();

  record Landed(String bee) {}

  @Bean
  NewTopic bees() {
    return TopicBuilder.name(TOPIC)
        .partitions(PARTITIONS)
        .config("max.message.bytes", "4000000")
        .build();
  }

  @Bean
  EventSubscription landings(JdbcTemplate jdbc) {
    jdbc.execute("create table if not exists landings (bee text, event_id text)");
    return EventSubscription.to(TOPIC)
        .as(GROUP)
        .on(
            "landed.v1",
            Landed.class,
            event -> {
              String bee = event.data().bee();
              jdbc.update(
                  "insert into landings values (?, ?)", bee, event.metadata().id().toString());
              pass(bee);
            })
        .build();
  }

  private void pass(String bee) {
    if (stung.contains(bee)) {
      throw new IllegalStateException("stung: " + bee);
    }
    if (unlucky.contains(bee)) {
      waits.incrementAndGet();
      throw new QueryTimeoutException("the database is away");
    }
    CountDownLatch gate = slow.get(bee);
    if (gate != null) {
      try {
        if (!gate.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody opened the gate for " + bee);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  String event(UUID id, String bee) {
    return cloudEvents.write(
        new EventMetadata(id, "/test", "landed.v1", bee, Instant.EPOCH, "walk", null, 1, null),
        URI.create("urn:test"),
        new Landed(bee));
  }

  RecordMetadata publish(int partition, String key, String value) {
    return publish(partition, key, value.getBytes(StandardCharsets.UTF_8));
  }

  RecordMetadata publish(int partition, String key, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(TOPIC, partition, key.getBytes(StandardCharsets.UTF_8), value);
    record.headers().add("origin", "meadow".getBytes(StandardCharsets.UTF_8));
    return send(record);
  }

  static RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    try {
      return PRODUCER.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> landings(JdbcTemplate jdbc, String bee) {
    return jdbc.queryForList("select event_id from landings where bee = ?", String.class, bee);
  }
}
