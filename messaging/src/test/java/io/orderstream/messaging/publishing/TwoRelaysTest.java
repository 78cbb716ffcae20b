package io.orderstream.messaging.publishing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.envelope.CloudEvents;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "spring.application.name=sandbox")
class TwoRelaysTest {

  private static final int KEYS = 40;
  private static final int VERSIONS = 30;

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired DataSource dataSource;
  @Autowired OutboxTable table;
  @Autowired CloudEvents cloudEvents;
  @Autowired MessagingProperties properties;
  @Autowired Clock clock;

  @Autowired
  @Qualifier("relayProducers")
  ProducerFactory<byte[], byte[]> producers;

  @Test
  void publishEachKeyOnceAndInOrderWhileLanesMoveBetweenThem() throws Exception {
    try (Recorded topic = Recorded.newTopic(3)) {
      OutboxRelay other = relay();
      for (int version = 1; version <= VERSIONS; version++) {
        if (version == 10) {
          other.start();
          await().until(() -> laneHolders() == 2);
        }
        if (version == 20) {
          other.stop();
        }
        appendToEveryKey(topic.topic(), version);
      }

      List<String> allInOrder =
          IntStream.rangeClosed(1, VERSIONS).mapToObj(Integer::toString).toList();
      await()
          .untilAsserted(
              () ->
                  assertThat(versions(topic.soFar()))
                      .hasSize(KEYS)
                      .allSatisfy((key, versions) -> assertThat(versions).isEqualTo(allInOrder)));
    }
  }

  private OutboxRelay relay() {
    return new OutboxRelay(
        dataSource,
        table,
        cloudEvents,
        new KafkaTemplate<>(producers),
        properties.relay(),
        clock,
        new Freshness(System::nanoTime),
        new SimpleMeterRegistry());
  }

  private void appendToEveryKey(String topic, int version) {
    transaction.executeWithoutResult(
        status -> {
          for (int key = 0; key < KEYS; key++) {
            outbox.append(
                new OutgoingEvent(
                    topic,
                    "key-" + key,
                    version,
                    "sand.fell.v1",
                    URI.create("urn:test"),
                    Instant.EPOCH,
                    Map.of("grain", version)));
          }
        });
  }

  private int laneHolders() throws Exception {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                """
                select count(distinct pid) from pg_locks
                where locktype = 'advisory' and mode = 'ExclusiveLock'
                  and database = (select oid from pg_database where datname = current_database())
                """)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static Map<String, List<String>> versions(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .collect(
            groupingBy(
                ConsumerRecord::key,
                mapping(
                    record ->
                        new String(
                            record.headers().lastHeader("ce_aggregateversion").value(),
                            StandardCharsets.UTF_8),
                    toList())));
  }
}
