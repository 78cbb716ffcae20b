package io.orderstream.messaging.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.correlation.Correlation;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.messaging.publishing.Outbox;
import io.orderstream.messaging.publishing.OutgoingEvent;
import io.orderstream.messaging.publishing.Recorded;
import io.orderstream.testing.Servers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"messaging.source=/test", "messaging.consumer.max-backoff=200ms"})
@Import(ConsumingTest.Hive.class)
class ConsumingTest {

  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final String SINGLE = "bees-single-" + RUN;
  private static final String BATCH = "bees-batch-" + RUN;
  private static final String STATE = "bees-state-" + RUN;
  private static final String REPLIES = "bees-replies-" + RUN;

  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers",
              Servers.current().bootstrapServers(),
              "max.request.size",
              4_000_000),
          new StringSerializer(),
          new ByteArraySerializer());

  private final CloudEvents cloudEvents = new CloudEvents();

  @Autowired JdbcTemplate jdbc;
  @Autowired MeterRegistry meters;

  record Landed(String bee, Mood mood) {}

  enum Mood {
    FINE,
    /** Its handler always fails. */
    POISONOUS,
    /** Its handler fails as if the database were away, until it has been tried a few times. */
    UNLUCKY
  }

  @AfterAll
  static void closeProducer() {
    PRODUCER.close();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Hive {

    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();

    @Bean
    NewTopic single() {
      return TopicBuilder.name(SINGLE).partitions(3).config("max.message.bytes", "4000000").build();
    }

    @Bean
    NewTopic batch() {
      return TopicBuilder.name(BATCH).partitions(3).build();
    }

    @Bean
    NewTopic state() {
      return TopicBuilder.name(STATE).partitions(1).build();
    }

    @Bean
    NewTopic replies() {
      return TopicBuilder.name(REPLIES).partitions(1).build();
    }

    @Bean
    LandingTable landings(JdbcTemplate jdbc) {
      jdbc.execute("create table if not exists landings (bee text, handler text, note text)");
      return new LandingTable(jdbc);
    }

    @Bean
    EventSubscription oneByOne(LandingTable landings, Outbox outbox) {
      return EventSubscription.to(SINGLE)
          .as("hive")
          .on(
              "landed.v1",
              Landed.class,
              event -> {
                Landed landed = event.data();
                landings.add(landed.bee(), "single", Correlation.id());
                outbox.append(
                    new OutgoingEvent(
                        REPLIES,
                        landed.bee(),
                        1,
                        "seen.v1",
                        URI.create("urn:test"),
                        Instant.EPOCH,
                        Map.of("bee", landed.bee())));
                failIfMoody(landed);
              })
          .build();
    }

    @Bean
    EventSubscription inBatches(LandingTable landings) {
      return EventSubscription.to(BATCH)
          .as("hive")
          .reading("landed.v1", Landed.class)
          .inBatches(
              events -> {
                for (ReceivedEvent<?> event : events) {
                  Landed landed = (Landed) event.data();
                  landings.add(landed.bee(), "batch", Integer.toString(events.size()));
                  failIfMoody(landed);
                }
              });
    }

    @Bean
    EventSubscription idempotent(LandingTable landings) {
      return EventSubscription.to(STATE)
          .as("hive")
          .on("landed.v1", Landed.class, event -> landings.add(event.data().bee(), "state", ""))
          .withoutInbox()
          .build();
    }

    private void failIfMoody(Landed landed) {
      if (landed.mood() == Mood.POISONOUS) {
        throw new IllegalStateException("stung by " + landed.bee());
      }
      if (landed.mood() == Mood.UNLUCKY
          && tries.computeIfAbsent(landed.bee(), bee -> new AtomicInteger()).incrementAndGet()
              < 5) {
        throw new QueryTimeoutException("the database is away");
      }
    }
  }

  record LandingTable(JdbcTemplate jdbc) {
    void add(String bee, String handler, String note) {
      jdbc.update("insert into landings values (?, ?, ?)", bee, handler, note);
    }
  }

  @Test
  void anEventDeliveredTwiceHasOneEffect() {
    String bee = newBee();
    UUID id = UUID.randomUUID();
    publish(SINGLE, id, bee, Mood.FINE);
    publish(SINGLE, id, bee, Mood.FINE);
    String later = newBee();
    publish(SINGLE, UUID.randomUUID(), bee, later, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(later)).hasSize(1));

    assertThat(landings(bee)).hasSize(1);
    assertThat(meters.get("inbox.duplicates").tag("topic", SINGLE).counter().count())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void theEffectAndTheReplyCarryTheIdsOfTheEvent() {
    String bee = newBee();
    UUID id = UUID.randomUUID();
    publish(SINGLE, id, bee, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(bee)).hasSize(1));
    assertThat(landings(bee)).containsExactly("walk-" + bee);
    try (Recorded replies = Recorded.existing(REPLIES, 1)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(replies.soFar())
                      .filteredOn(record -> record.key().equals(bee))
                      .singleElement()
                      .satisfies(
                          record ->
                              assertThat(record.value())
                                  .contains(
                                      "\"correlationid\":\"walk-" + bee + "\"",
                                      "\"causationid\":\"" + id + "\"")));
    }
  }

  @Test
  void anEventThatFailsForItselfBecomesADeadLetterAndTheOthersGoOn() {
    String before = newBee();
    String poisonous = newBee();
    String after = newBee();
    publish(SINGLE, UUID.randomUUID(), "same key", before, Mood.FINE);
    UUID id = publish(SINGLE, UUID.randomUUID(), "same key", poisonous, Mood.POISONOUS);
    publish(SINGLE, UUID.randomUUID(), "same key", after, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(after)).hasSize(1));

    assertThat(landings(before)).hasSize(1);
    assertThat(landings(poisonous)).isEmpty();
    try (Recorded dead = Recorded.existing(SINGLE + ".hive.dlt", 1)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(dead.soFar())
                      .filteredOn(record -> record.value().contains(id.toString()))
                      .singleElement()
                      .satisfies(
                          record -> {
                            assertThat(record.key()).isEqualTo("same key");
                            assertThat(header(record, "kafka_dlt-original-topic"))
                                .isEqualTo(SINGLE);
                            assertThat(header(record, "kafka_dlt-exception-stacktrace"))
                                .contains("stung by " + poisonous);
                            assertThat(header(record, "dlt-attempts")).isEqualTo("3");
                            assertThat(header(record, "source-header")).isEqualTo("kept");
                          }));
    }
  }

  @Test
  void recordsThatAreNoEventsBecomeDeadLetters() {
    byte[] large = new byte[2_000_000];
    for (byte[] value :
        List.of(
            bytes("not json at all"),
            bytes("{\"specversion\":\"1.0\"}"),
            bytes(event(UUID.randomUUID(), "x").replace("\"FINE\"", "\"UNHEARD OF\"")),
            large)) {
      send(new ProducerRecord<>(SINGLE, "poison", value));
    }
    String after = newBee();
    publish(SINGLE, UUID.randomUUID(), "poison", after, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(after)).hasSize(1));

    try (Recorded dead = Recorded.existing(SINGLE + ".hive.dlt", 1)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(dead.soFar())
                      .filteredOn(record -> "poison".equals(record.key()))
                      .hasSize(4));
    }
  }

  @Test
  void aFailureThatCanPassIsWaitedOut() {
    String bee = newBee();
    publish(SINGLE, UUID.randomUUID(), bee, Mood.UNLUCKY);

    await().untilAsserted(() -> assertThat(landings(bee)).hasSize(1));
  }

  @Test
  void eventsOfTypesNobodyHandlesAreSkipped() {
    double before = unhandled();
    String bee = newBee();
    send(
        new ProducerRecord<>(
            SINGLE, bee, bytes(event(UUID.randomUUID(), bee).replace("landed.v1", "hummed.v1"))));
    String after = newBee();
    publish(SINGLE, UUID.randomUUID(), bee, after, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(after)).hasSize(1));

    assertThat(landings(bee)).isEmpty();
    assertThat(unhandled()).isEqualTo(before + 1);
  }

  @Test
  void oneBadEventOfABatchDoesNotTakeTheOthersWithIt() {
    String poisonous = newBee();
    List<String> good = List.of(newBee(), newBee(), newBee());
    publish(BATCH, UUID.randomUUID(), "key", good.get(0), Mood.FINE);
    publish(BATCH, UUID.randomUUID(), "key", good.get(1), Mood.FINE);
    publish(BATCH, UUID.randomUUID(), "key", poisonous, Mood.POISONOUS);
    publish(BATCH, UUID.randomUUID(), "key", good.get(2), Mood.FINE);

    await()
        .untilAsserted(
            () -> assertThat(good).allSatisfy(bee -> assertThat(landings(bee)).hasSize(1)));

    assertThat(landings(poisonous)).isEmpty();
    try (Recorded dead = Recorded.existing(BATCH + ".hive.dlt", 1)) {
      await().untilAsserted(() -> assertThat(dead.soFar()).hasSize(1));
    }
  }

  @Test
  void aSubscriptionWithoutInboxSeesAnEventAgain() {
    String bee = newBee();
    UUID id = UUID.randomUUID();
    publish(STATE, id, bee, Mood.FINE);
    publish(STATE, id, bee, Mood.FINE);

    await().untilAsserted(() -> assertThat(landings(bee)).hasSize(2));
  }

  private static String newBee() {
    return UUID.randomUUID().toString();
  }

  private UUID publish(String topic, UUID id, String bee, Mood mood) {
    return publish(topic, id, bee, bee, mood);
  }

  private UUID publish(String topic, UUID id, String key, String bee, Mood mood) {
    String event = event(id, bee).replace("\"FINE\"", "\"" + mood + "\"");
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, bytes(event));
    record.headers().add("source-header", bytes("kept"));
    send(record);
    return id;
  }

  private String event(UUID id, String bee) {
    return cloudEvents.write(
        new EventMetadata(
            id, "/test", "landed.v1", bee, Instant.EPOCH, "walk-" + bee, null, 1, null),
        URI.create("urn:test"),
        new Landed(bee, Mood.FINE));
  }

  private List<String> landings(String bee) {
    return jdbc.queryForList("select note from landings where bee = ?", String.class, bee);
  }

  private double unhandled() {
    return meters.get("events.unhandled").tag("topic", SINGLE).counter().count();
  }

  private static void send(ProducerRecord<String, byte[]> record) {
    try {
      PRODUCER.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(
      org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
