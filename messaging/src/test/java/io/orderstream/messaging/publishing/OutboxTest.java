package io.orderstream.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.application.name=sandbox",
      "messaging.relay.max-backoff=500ms",
      "messaging.relay.batch-size=" + OutboxTest.BATCH
    })
class OutboxTest {

  static final int BATCH = 20;

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;
  @Autowired MeterRegistry meters;

  @Test
  void publishesWhatWasCommittedInTheOrderItWasAppended() throws Exception {
    try (Recorded topic = Recorded.newTopic(3)) {
      String key = UUID.randomUUID().toString();
      for (int version = 1; version <= 50; version++) {
        append(topic.topic(), key, version);
      }

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(50));

      assertThat(topic.soFar())
          .allSatisfy(record -> assertThat(record.key()).isEqualTo(key))
          .extracting(record -> header(record, "ce_aggregateversion"))
          .isEqualTo(IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toList());
      await().untilAsserted(() -> assertThat(rowsFor(key)).isZero());
    }
  }

  @Test
  void publishesNothingOfARolledBackTransaction() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      String key = UUID.randomUUID().toString();
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        outbox.append(event(topic.topic(), key, 1));
                        throw new ArithmeticException("rolled back");
                      }));
      append(topic.topic(), "after", 1);

      await().untilAsserted(() -> assertThat(topic.soFar()).isNotEmpty());

      assertThat(topic.soFar()).extracting(record -> record.key()).containsExactly("after");
    }
  }

  @Test
  void refusesAnEventOutsideATransaction() {
    assertThatIllegalStateException().isThrownBy(() -> outbox.append(event("any", "any", 1)));
  }

  @Test
  void refusesAnEventOfATransactionThatIsCommittingAlready() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      AtomicReference<Exception> refusal = new AtomicReference<>();
      transaction.executeWithoutResult(
          status -> {
            outbox.append(event(topic.topic(), "before", 1));
            TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public void afterCommit() {
                    try {
                      outbox.append(event(topic.topic(), "too late", 1));
                    } catch (IllegalStateException e) {
                      refusal.set(e);
                    }
                  }
                });
          });
      append(topic.topic(), "next", 1);

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(2));
      assertThat(refusal.get()).hasMessageContaining("committing");
      assertThat(topic.soFar())
          .extracting(record -> record.key())
          .containsExactly("before", "next");
    }
  }

  @Test
  void moreUnreachableKeysThanABatchHoldsDoNotStopTheOthers() throws Exception {
    String nowhere = "nowhere-" + UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          for (int key = 0; key < 3 * BATCH; key++) {
            outbox.append(event(nowhere, "lost-" + key, 1));
          }
        });
    try (Recorded topic = Recorded.newTopic(1)) {
      append(topic.topic(), "found", 1);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(topic.soFar()).hasSize(1));
    }
    assertThat(meters.get("outbox.pending").gauge().value()).isGreaterThanOrEqualTo(3 * BATCH);
    assertThat(meters.get("outbox.oldest.seconds").gauge().value()).isPositive();
    jdbc.update("delete from messaging.outbox where topic = ?", nowhere);
  }

  @Test
  void carriesTheIdsOfWhatIsBeingDone() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      try (var _ = Correlation.open("walk-1", "cause-1")) {
        append(topic.topic(), "key", 1);
      }

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(1));

      var record = topic.soFar().getFirst();
      assertThat(header(record, "ce_correlationid")).isEqualTo("walk-1");
      assertThat(header(record, "ce_causationid")).isEqualTo("cause-1");
      assertThat(header(record, "ce_source")).isEqualTo("/sandbox");
      assertThat(header(record, "content-type")).isEqualTo("application/cloudevents+json");
      assertThat(record.value()).contains("\"correlationid\":\"walk-1\"", "\"grain\":1");
    }
  }

  @Test
  void takesOverTheIdAndTheCauseThatAnEventBrings() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      UUID id = UUID.randomUUID();
      OutgoingEvent event =
          event(topic.topic(), "key", 1)
              .withId(id)
              .causedBy(new EventCause("walk-1", "cause-1", "00-trace"));

      transaction.executeWithoutResult(status -> outbox.append(event));

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(1));
      var record = topic.soFar().getFirst();
      assertThat(header(record, "ce_id")).isEqualTo(id.toString());
      assertThat(record.value()).contains("\"id\":\"" + id + "\"");
      assertThat(header(record, "ce_correlationid")).isEqualTo("walk-1");
      assertThat(header(record, "ce_causationid")).isEqualTo("cause-1");
      assertThat(header(record, "traceparent")).isEqualTo("00-trace");
    }
  }

  @Test
  void aRowThatTheBrokerRefusesHoldsBackItsOwnKeyOnly() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      String stuck = UUID.randomUUID().toString();
      transaction.executeWithoutResult(
          status -> {
            outbox.append(
                new OutgoingEvent(
                    topic.topic(),
                    stuck,
                    1,
                    "too.large.v1",
                    URI.create("urn:test"),
                    Instant.EPOCH,
                    Map.of("grain", "x".repeat(2_000_000))));
            outbox.append(event(topic.topic(), stuck, 2));
            outbox.append(event(topic.topic(), "free", 1));
          });
      append(topic.topic(), "free", 2);

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(2));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          jdbc.queryForObject(
                              "select max(attempts) from messaging.outbox where key = ?",
                              Integer.class,
                              stuck))
                      .isGreaterThan(1));

      assertThat(topic.soFar()).extracting(record -> record.key()).containsOnly("free");
      assertThat(
              jdbc.queryForList(
                  "select last_error from messaging.outbox where key = ? order by seq",
                  String.class,
                  stuck))
          .hasSize(2)
          .first()
          .asString()
          .contains("RecordTooLarge");

      jdbc.update("delete from messaging.outbox where key = ? and attempts > 0", stuck);
      await()
          .untilAsserted(
              () -> assertThat(topic.soFar()).extracting(record -> record.key()).contains(stuck));
    }
  }

  @Test
  void anEventForATopicThatDoesNotExistWaitsUntilItDoes() throws Exception {
    String topicName = "late-" + UUID.randomUUID();
    append(topicName, "early", 1);
    try (Recorded other = Recorded.newTopic(1)) {
      append(other.topic(), "other", 1);
      await().untilAsserted(() -> assertThat(other.soFar()).hasSize(1));
    }

    try (Recorded late = Recorded.create(topicName, 1)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(late.soFar()).extracting(record -> record.key()).contains("early"));
    }
  }

  @Test
  void sendsAgainUnderItsIdWhatItCouldNotDelete() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      String key = UUID.randomUUID().toString();
      jdbc.execute(
          """
          create function messaging.die() returns trigger language plpgsql
              as $$ begin raise exception 'after the acknowledgement'; end $$;
          create trigger dying before delete on messaging.outbox execute function messaging.die()
          """);
      append(topic.topic(), key, 1);
      append(topic.topic(), key, 2);
      await().untilAsserted(() -> assertThat(topic.soFar()).hasSizeGreaterThan(1));
      jdbc.execute("drop function messaging.die cascade");

      await().untilAsserted(() -> assertThat(rowsFor(key)).isZero());
      await().untilAsserted(() -> assertThat(versions(topic)).containsExactly("1", "2"));
      assertThat(topic.soFar().stream().map(record -> header(record, "ce_id")).distinct())
          .hasSize(2);
    }
  }

  /** In the order they came in first. */
  private static List<String> versions(Recorded topic) {
    return topic.soFar().stream()
        .map(record -> header(record, "ce_aggregateversion"))
        .distinct()
        .toList();
  }

  @Test
  void aLateCommitIsNotSkipped() throws Exception {
    try (Recorded topic = Recorded.newTopic(1)) {
      transaction.executeWithoutResult(
          status -> {
            // takes its number now and commits after the later ones are published and gone
            jdbc.update(
                """
                insert into messaging.outbox (id, lane, topic, key, headers, event, appended_at)
                values (?, ?, ?, 'early', '{}', '{}', now())
                """,
                UUID.randomUUID(),
                Lanes.laneOf("early"),
                topic.topic());
            Thread.ofVirtual().start(() -> append(topic.topic(), "late", 1));
            await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(1));
            await().untilAsserted(() -> assertThat(rowsFor("late")).isZero());
          });

      await().untilAsserted(() -> assertThat(topic.soFar()).hasSize(2));
      assertThat(topic.soFar()).extracting(record -> record.key()).containsExactly("late", "early");
    }
  }

  private void append(String topic, String key, int version) {
    transaction.executeWithoutResult(status -> outbox.append(event(topic, key, version)));
  }

  private static OutgoingEvent event(String topic, String key, int version) {
    return new OutgoingEvent(
        topic,
        key,
        version,
        "sand.fell.v1",
        URI.create("urn:test"),
        Instant.EPOCH,
        Map.of("grain", version));
  }

  private int rowsFor(String key) {
    return jdbc.queryForObject(
        "select count(*) from messaging.outbox where key = ?", Integer.class, key);
  }

  private static String header(
      org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
