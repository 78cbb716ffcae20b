package io.orderstream.messaging.deadletters;

import static io.orderstream.messaging.deadletters.Hive.DEAD_LETTERS;
import static io.orderstream.messaging.deadletters.Hive.GROUP;
import static io.orderstream.messaging.deadletters.Hive.TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.Operator;
import io.orderstream.messaging.Operator.Answer;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.publishing.Recorded;
import io.orderstream.testing.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "messaging.source=/test",
      "spring.mvc.problemdetails.enabled=true",
      "messaging.consumer.max-backoff=200ms",
      "messaging.dead-letters.parked-after=2"
    })
@Import(Hive.class)
class DeadLettersTest {

  private static final String PATH = "/api/v1/consumers/" + GROUP + "/dead-letters";

  @Autowired Hive hive;
  @Autowired JdbcTemplate jdbc;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;

  private final UUID id = UUID.randomUUID();
  private final String bee = "bee-" + id;
  private Operator operator;

  @BeforeEach
  void callTheOperator() {
    operator = Operator.of(port);
  }

  @AfterEach
  void letTheOperatorGo() {
    operator.close();
  }

  @Test
  void badRecordsOfEveryKindLandOnceEachAndTheOthersGoOn() {
    List<String> good = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int partition = 0; partition < Hive.PARTITIONS; partition++) {
      List<byte[]> poison =
          List.of(
              "not json at all".getBytes(UTF_8),
              "{\"specversion\":\"0.3\"}".getBytes(UTF_8),
              hive.event(UUID.randomUUID(), "x").replace("landed.v1", "landed.v2").getBytes(UTF_8),
              hive.event(UUID.randomUUID(), "x").replace("\"subject\"", "\"sub\"").getBytes(UTF_8),
              hive.event(UUID.randomUUID(), stungBee()).getBytes(UTF_8),
              new byte[2_000_000]);
      for (byte[] value : poison) {
        String before = "good-" + UUID.randomUUID();
        good.add(before);
        hive.publish(partition, before, hive.event(UUID.randomUUID(), before));
        String key = "bad-" + UUID.randomUUID();
        keys.add(key);
        hive.publish(partition, key, value);
      }
      String last = "good-" + UUID.randomUUID();
      good.add(last);
      hive.publish(partition, last, hive.event(UUID.randomUUID(), last));
    }

    await()
        .untilAsserted(
            () ->
                assertThat(good)
                    .allSatisfy(one -> assertThat(Hive.landings(jdbc, one)).hasSize(1)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            "select convert_from(key, 'UTF8') from messaging.dead_letters"
                                + " where key like 'bad-%'::bytea",
                            String.class))
                    .containsExactlyInAnyOrderElementsOf(keys));
    try (Recorded dead = Recorded.existing(DEAD_LETTERS, 1)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(dead.soFar())
                      .filteredOn(record -> keys.contains(record.key()))
                      .extracting(ConsumerRecord::key)
                      .containsExactlyInAnyOrderElementsOf(keys));
      assertThat(dead.soFar())
          .filteredOn(record -> keys.contains(record.key()))
          .allSatisfy(
              record -> {
                assertThat(header(record, "kafka_dlt-exception-stacktrace")).contains("\tat ");
                assertThat(header(record, "kafka_dlt-exception-message")).isNotEmpty();
                assertThat(header(record, "kafka_dlt-original-topic")).isEqualTo(TOPIC);
                assertThat(header(record, "origin")).isEqualTo("meadow");
                assertThat(header(record, "dlt-attempts")).matches("[13]");
              });
    }
  }

  @Test
  void whatFailsWhileTheDatabaseIsAwayWaitsAndIsNoDeadLetter() {
    hive.unlucky.add(bee);
    int before = hive.waits.get();
    hive.publish(1, bee, hive.event(id, bee));
    long later = hive.publish(1, "later", "no event").offset();
    await().until(() -> hive.waits.get() > before + 5);

    hive.unlucky.remove(bee);

    awaitLetter(1, later);
    assertThat(Hive.landings(jdbc, bee)).hasSize(1);
    assertThat(
            jdbc.queryForList(
                "select 1 from messaging.dead_letters where event_id = ?", id.toString()))
        .isEmpty();
  }

  @Test
  void showsWhatFailedAndWhy() {
    String letter = deadLetter();

    JsonNode shown = operator.get(PATH + "/" + letter).json();

    JsonNode summary = shown.get("deadLetter");
    assertThat(summary.get("eventId").stringValue()).isEqualTo(id.toString());
    assertThat(summary.get("eventType").stringValue()).isEqualTo("landed.v1");
    assertThat(summary.get("topic").stringValue()).isEqualTo(TOPIC);
    assertThat(summary.get("partition").intValue()).isEqualTo(1);
    assertThat(summary.get("key").stringValue()).isEqualTo(bee);
    assertThat(summary.get("status").stringValue()).isEqualTo("WAITING");
    assertThat(summary.get("attempts").intValue()).isEqualTo(3);
    assertThat(summary.get("error").stringValue())
        .isEqualTo("IllegalStateException: stung: " + bee);
    assertThat(shown.get("value").stringValue()).isEqualTo(hive.event(id, bee));
    assertThat(shown.get("truncated").booleanValue()).isFalse();
    assertThat(shown.get("stackTrace").stringValue()).contains("Hive.pass");
    assertThat(shown.get("headers").toString())
        .isEqualTo("[{\"name\":\"origin\",\"value\":\"meadow\"}]");
  }

  @Test
  void aReplayHasItsEffectOnceAndKeepsTheEventsId() {
    String letter = deadLetter();
    hive.stung.remove(bee);

    assertThat(outcome(replay(letter))).isEqualTo("REPLAYED");
    assertThat(outcome(replay(letter))).isEqualTo("ALREADY_HANDLED");

    assertThat(Hive.landings(jdbc, bee)).containsExactly(id.toString());
    assertThat(status(letter)).isEqualTo("REPLAYED");
    assertThat(operator.get(PATH + "/" + letter).json().get("actions").valueStream())
        .extracting(
            action -> action.get("who").stringValue(),
            action -> action.get("outcome").stringValue())
        .containsExactly(tuple("olga", "REPLAYED"), tuple("olga", "ALREADY_HANDLED"));
  }

  @Test
  void aReplayOfWhatWorkedInTheMeantimeHasNoSecondEffect() {
    String letter = deadLetter();
    hive.stung.remove(bee);
    hive.publish(1, bee, hive.event(id, bee));
    await().untilAsserted(() -> assertThat(Hive.landings(jdbc, bee)).hasSize(1));

    assertThat(outcome(replay(letter))).isEqualTo("ALREADY_HANDLED");

    assertThat(Hive.landings(jdbc, bee)).hasSize(1);
    assertThat(status(letter)).isEqualTo("REPLAYED");
  }

  @Test
  void failedReplaysCountAndParkInTheEnd() {
    String letter = deadLetter();

    assertThat(outcome(replay(letter))).isEqualTo("FAILED");
    assertThat(status(letter)).isEqualTo("WAITING");
    assertThat(outcome(replay(letter))).isEqualTo("PARKED");
    assertThat(status(letter)).isEqualTo("PARKED");

    Answer refused = replay(letter);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("dead-letter-status-conflict");
    hive.stung.remove(bee);
    assertThat(outcome(operator.post(PATH + "/" + letter + "/replay", "{\"force\": true}")))
        .isEqualTo("REPLAYED");
    assertThat(Hive.landings(jdbc, bee)).hasSize(1);
  }

  @Test
  void aFailureThatCanPassIsNoAttempt() {
    String letter = deadLetter();
    hive.stung.remove(bee);
    hive.unlucky.add(bee);

    Answer answer = replay(letter);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
    JsonNode shown = operator.get(PATH + "/" + letter).json();
    assertThat(shown.at("/deadLetter/replays").intValue()).isZero();
    assertThat(shown.get("actions")).isEmpty();
  }

  @Test
  void ofTwoOperatorsAtOnceTheSecondIsTurnedAway() {
    String letter = deadLetter();
    hive.stung.remove(bee);
    CountDownLatch gate = new CountDownLatch(1);
    hive.slow.put(bee, gate);
    try (Operator other = Operator.of(port)) {
      CompletableFuture<Answer> first =
          CompletableFuture.supplyAsync(() -> other.post(PATH + "/" + letter + "/replay"));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          jdbc.queryForList(
                              "select 1 from messaging.dead_letters where id = ?::uuid"
                                  + " for update skip locked",
                              letter))
                      .isEmpty());

      Answer second = replay(letter);
      gate.countDown();

      assertThat(second.code()).isEqualTo("dead-letter-in-use");
      assertThat(outcome(first.join())).isEqualTo("REPLAYED");
    }
    assertThat(Hive.landings(jdbc, bee)).hasSize(1);
  }

  @Test
  void isDiscardedForAReasonOnly() {
    String letter = deadLetter();
    String discard = PATH + "/" + letter + "/discard";

    Answer withoutReason = operator.post(discard, "{\"reason\": \" \"}");
    assertThat(withoutReason.status()).isEqualTo(422);
    assertThat(withoutReason.json().at("/errors/0/pointer").stringValue()).isEqualTo("/reason");
    assertThat(operator.post(discard, "{\"reason\": \"a wasp\"}").status()).isEqualTo(200);

    assertThat(status(letter)).isEqualTo("DISCARDED");
    JsonNode action = operator.get(PATH + "/" + letter).json().at("/actions/0");
    assertThat(action.get("who").stringValue()).isEqualTo("olga");
    assertThat(action.get("reason").stringValue()).isEqualTo("a wasp");
    assertThat(action.has("at")).isTrue();
    assertThat(operator.post(discard, "{\"reason\": \"again\"}").status()).isEqualTo(409);
    assertThat(replay(letter).status()).isEqualTo(409);
  }

  @Test
  void aRecordThatWasPutAsideTwiceIsThereOnce() {
    String letter = deadLetter();
    try (Recorded dead = Recorded.existing(DEAD_LETTERS, 1)) {
      await().until(() -> dead.soFar().stream().anyMatch(record -> record.value().contains(bee)));
      ConsumerRecord<String, String> first =
          dead.soFar().stream()
              .filter(record -> record.value().contains(bee))
              .findFirst()
              .orElseThrow();
      Hive.send(
          new ProducerRecord<>(
              DEAD_LETTERS,
              0,
              first.key().getBytes(UTF_8),
              first.value().getBytes(UTF_8),
              first.headers()));
    }
    String later = otherDeadLetter("later-" + id);

    assertThat(idsOf("?error=" + id).reversed()).containsExactly(letter, later);
  }

  @Test
  void keepsEveryByte() {
    byte[] value = {'{', 0, (byte) 0xff, (byte) 0xc3, '"', '\n'};
    byte[] key = {'k', 0, (byte) 0xfe};
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, 0, key, value);
    record.headers().add("odd\0name", new byte[] {0, (byte) 0xff});
    record.headers().add("ce_id", ("\0" + id).getBytes(UTF_8));
    record.headers().add("empty", (byte[]) null);
    long offset = Hive.send(record).offset();

    String letter = awaitLetter(0, offset);

    assertThat(operator.get(PATH + "/" + letter + "/value").response().body()).isEqualTo(value);
    assertThat(
            jdbc.queryForObject(
                "select key from messaging.dead_letters where id = ?::uuid", byte[].class, letter))
        .isEqualTo(key);
    JsonNode shown = operator.get(PATH + "/" + letter).json();
    assertThat(shown.at("/deadLetter/eventId").stringValue()).isEqualTo("\uFFFD" + id);
    assertThat(shown.at("/headers/0/name").stringValue()).isEqualTo("odd\0name");
    assertThat(outcome(replay(letter))).isEqualTo("FAILED");
  }

  @Test
  void keepsRecordsAsLargeAsTheTopicTakesThem() {
    byte[] large = new byte[15_000_000];
    large[large.length - 1] = 'x';
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(DEAD_LETTERS, 0, null, large);
    record.headers().add("kafka_dlt-original-topic", TOPIC.getBytes(UTF_8));
    record
        .headers()
        .add("kafka_dlt-original-partition", ByteBuffer.allocate(Integer.BYTES).putInt(77).array());
    record
        .headers()
        .add("kafka_dlt-original-offset", ByteBuffer.allocate(Long.BYTES).putLong(7).array());
    Hive.send(record);

    String letter = awaitLetter(77, 7);

    JsonNode shown = operator.get(PATH + "/" + letter).json();
    assertThat(shown.at("/deadLetter/size").intValue()).isEqualTo(large.length);
    assertThat(shown.get("truncated").booleanValue()).isTrue();
    assertThat(operator.get(PATH + "/" + letter + "/value").response().body()).isEqualTo(large);
  }

  @Test
  void listsNewestFirstByPagesAndFilters() {
    String run = "run-" + UUID.randomUUID();
    String first = otherDeadLetter(run + "-1");
    String second = otherDeadLetter(run + "-2");
    String third = otherDeadLetter(run + "-3");

    Answer page = operator.get(PATH + "?limit=2&error=" + run.toUpperCase(Locale.ROOT));
    assertThat(ids(page)).containsExactly(third, second);
    String next = page.json().get("nextCursor").stringValue();
    assertThat(page.response().headers().firstValue("Link").orElseThrow()).contains(next);
    Answer rest = operator.get(PATH + "?limit=2&error=" + run + "&after=" + next);
    assertThat(ids(rest)).containsExactly(first);
    assertThat(rest.json().get("nextCursor").isNull()).isTrue();
    String failed =
        operator.get(PATH + "/" + second).json().at("/deadLetter/failedAt").stringValue();
    assertThat(idsOf("?error=" + run + "&failedFrom=" + failed)).contains(second, third);
    assertThat(idsOf("?error=" + run + "&failedUntil=" + failed)).doesNotContain(second, third);
    assertThat(idsOf("?error=" + run + "&type=landed.v1&topic=" + TOPIC)).hasSize(3);
    assertThat(idsOf("?error=" + run + "&type=landed.v2")).isEmpty();
    assertThat(idsOf("?error=" + run + "&status=REPLAYED")).isEmpty();
    assertThat(page.json().at("/data/0").has("value")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "status=LOST",
        "after=1",
        "failedFrom=x",
        "failedFrom=%2B1000000000-12-31T23:59:59Z",
        "failedUntil=-9999-01-01T00:00:00Z"
      })
  void refusesWhatIsNoQuery(String query) {
    assertThat(operator.get(PATH + "?" + query).status()).isEqualTo(400);
  }

  @Test
  void knowsItsOwnConsumersOnly() {
    Answer foreign = operator.get("/api/v1/consumers/somebody/dead-letters");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.code()).isEqualTo("consumer-not-found");
    assertThat(foreign.json().get("correlationId").stringValue()).isNotEmpty();
    assertThat(operator.get(PATH + "/" + UUID.randomUUID()).code())
        .isEqualTo("dead-letter-not-found");
    assertThat(operator.post(PATH + "/" + UUID.randomUUID() + "/replay").code())
        .isEqualTo("dead-letter-not-found");
  }

  @Test
  void isForOperatorsOnly() {
    String letter = deadLetter();
    try (Operator shopper = Operator.with(port, Tokens.of("alice", "orders", "items"));
        Operator nobody = Operator.with(port, "nonsense")) {
      assertThat(shopper.get(PATH).status()).isEqualTo(403);
      assertThat(shopper.post(PATH + "/" + letter + "/replay").status()).isEqualTo(403);
      assertThat(nobody.get(PATH).status()).isEqualTo(401);
    }
  }

  @Test
  void countsThoseThatWait() {
    double before = waiting();
    String letter = deadLetter();
    assertThat(waiting()).isEqualTo(before + 1);

    operator.post(PATH + "/" + letter + "/discard", "{\"reason\": \"a wasp\"}");

    assertThat(waiting()).isEqualTo(before);
  }

  private double waiting() {
    return meters.get("dead.letters.waiting").tag("group", GROUP).gauge().value();
  }

  private String stungBee() {
    String stung = "stung-" + UUID.randomUUID();
    hive.stung.add(stung);
    return stung;
  }

  /** A dead letter of this test's bee, of partition 1. */
  private String deadLetter() {
    hive.stung.add(bee);
    return awaitLetter(1, hive.publish(1, bee, hive.event(id, bee)).offset());
  }

  private String otherDeadLetter(String name) {
    String other = name + " " + bee;
    hive.stung.add(other);
    return awaitLetter(2, hive.publish(2, name, hive.event(UUID.randomUUID(), other)).offset());
  }

  private String awaitLetter(int partition, long offset) {
    return await()
        .until(
            () ->
                jdbc.queryForList(
                    "select id::text from messaging.dead_letters"
                        + " where partition = ? and record_offset = ?",
                    String.class,
                    partition,
                    offset),
            found -> !found.isEmpty())
        .getFirst();
  }

  private Answer replay(String letter) {
    return operator.post(PATH + "/" + letter + "/replay");
  }

  private static String outcome(Answer answer) {
    assertThat(answer.status()).as("status of %s", answer).isEqualTo(200);
    return answer.json().get("outcome").stringValue();
  }

  private String status(String letter) {
    return operator.get(PATH + "/" + letter).json().at("/deadLetter/status").stringValue();
  }

  private List<String> idsOf(String query) {
    return ids(operator.get(PATH + query));
  }

  private static List<String> ids(Answer list) {
    assertThat(list.status()).as("status of %s", list).isEqualTo(200);
    return list.json().get("data").valueStream().map(one -> one.get("id").stringValue()).toList();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
