package io.orderstream.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.envelope.CloudEvents;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A relay whose process is frozen while it sends a batch. */
@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "spring.application.name=sandbox")
class StandingStillTest {

  @Autowired OutboxRelay usual;
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

  private final AtomicLong nanoTime = new AtomicLong();
  private final List<String> sent = new CopyOnWriteArrayList<>();

  @BeforeEach
  void leaveTheOutboxToTheTest() {
    usual.stop();
  }

  @AfterEach
  void drainTheOutboxAgain() {
    usual.start();
  }

  @Test
  void readsTheOutboxAgainBeforeItSendsMore() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      transaction.executeWithoutResult(
          _ -> List.of("a", "b", "c").forEach(key -> outbox.append(event(topic.topic(), key))));
      OutboxRelay relay = relayThatIsFrozenAfterItsFirstRecord();
      relay.start();
      try {
        await().until(() -> sent.size() >= 4);
      } finally {
        relay.stop();
      }

      assertThat(sent).containsExactly("a", "a", "b", "c");
    }
  }

  private OutboxRelay relayThatIsFrozenAfterItsFirstRecord() {
    KafkaTemplate<byte[], byte[]> kafka =
        new KafkaTemplate<>(producers) {
          @Override
          public CompletableFuture<SendResult<byte[], byte[]>> send(
              ProducerRecord<byte[], byte[]> record) {
            sent.add(new String(record.key(), StandardCharsets.UTF_8));
            if (sent.size() == 1) {
              nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
            }
            return super.send(record);
          }
        };
    return new OutboxRelay(
        dataSource,
        table,
        cloudEvents,
        kafka,
        properties.relay(),
        clock,
        new Freshness(nanoTime::get),
        new SimpleMeterRegistry());
  }

  private static OutgoingEvent event(String topic, String key) {
    return new OutgoingEvent(
        topic, key, 1, "sand.fell.v1", URI.create("urn:test"), Instant.EPOCH, Map.of());
  }
}
