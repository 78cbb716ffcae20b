package io.orderstream.messaging.deadletters;

import static io.orderstream.messaging.deadletters.Hive.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.orderstream.messaging.Operator;
import io.orderstream.messaging.Operator.Answer;
import io.orderstream.messaging.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
class ReplayingManyTest {

  private static final String REPLAYS = "/api/v1/consumers/" + GROUP + "/dead-letters/replays";

  @Autowired Hive hive;
  @Autowired JdbcTemplate jdbc;
  @Autowired ReplayJobs jobs;
  @Autowired DeadLetterTable table;
  @Autowired Replaying replaying;
  @LocalServerPort int port;

  private final String run = "run-" + UUID.randomUUID();
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
  void replaysWhatMatchesNoFasterThanAskedFor() {
    List<String> bees = deadLetters("bee", 5);
    List<String> others = deadLetters("wasp", 1);
    bees.forEach(hive.stung::remove);
    String failing = bees.get(2);
    hive.stung.add(failing);
    Instant begun = Instant.now();

    JsonNode job =
        finished(
            operator.post(
                REPLAYS, "{\"filter\":{\"error\":\"bee-%s\"},\"perSecond\":5}".formatted(run)));

    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    assertThat(job.get("replayed").intValue()).isEqualTo(4);
    assertThat(job.get("failed").intValue()).isEqualTo(1);
    assertThat(job.get("requestedBy").stringValue()).isEqualTo("olga");
    assertThat(bees)
        .filteredOn(bee -> !bee.equals(failing))
        .allSatisfy(bee -> assertThat(Hive.landings(jdbc, bee)).hasSize(1));
    assertThat(Hive.landings(jdbc, others.getFirst())).isEmpty();
    assertThat(
            jdbc.queryForList(
                "select replay::text from messaging.dead_letter_actions where replay = ?::uuid",
                String.class,
                job.get("id").stringValue()))
        .hasSize(5);
  }

  @Test
  void leavesParkedOnesOutUnlessTheyAreMeant() {
    String bee = deadLetters("bee", 1).getFirst();
    String filter = "{\"filter\":{\"error\":\"%s\"}}".formatted(run);
    finished(operator.post(REPLAYS, filter));
    assertThat(finished(operator.post(REPLAYS, filter)).get("parked").intValue()).isEqualTo(1);
    hive.stung.remove(bee);

    assertThat(finished(operator.post(REPLAYS, filter)).get("replayed").intValue()).isZero();
    String parked = "{\"filter\":{\"error\":\"%s\",\"status\":\"PARKED\"}}".formatted(run);
    assertThat(finished(operator.post(REPLAYS, parked)).get("replayed").intValue()).isEqualTo(1);
    assertThat(Hive.landings(jdbc, bee)).hasSize(1);
  }

  @Test
  void sharesTheWorkBetweenInstances() {
    List<String> bees = deadLetters("bee", 12);
    bees.forEach(hive.stung::remove);
    ReplayWorker other = new ReplayWorker(jobs, replaying);
    other.start();
    try {
      JsonNode job =
          finished(
              operator.post(
                  REPLAYS, "{\"filter\":{\"error\":\"%s\"},\"perSecond\":100}".formatted(run)));

      assertThat(job.get("replayed").intValue()).isEqualTo(12);
      assertThat(bees).allSatisfy(bee -> assertThat(Hive.landings(jdbc, bee)).hasSize(1));
    } finally {
      other.stop();
    }
  }

  @Test
  void countsNothingTwice() {
    deadLetters("bee", 1);
    UUID letter = letter();
    Replaying.Request request = new Replaying.Request("olga", jobForNothing(), false);

    assertThat(replaying.replay(GROUP, letter, request)).isEqualTo(Replaying.Outcome.FAILED);
    assertThat(replaying.replay(GROUP, letter, request)).isEqualTo(Replaying.Outcome.FAILED);

    assertThat(table.actions(letter)).hasSize(1);
    assertThat(found(letter).replays()).isEqualTo(1);
  }

  @Test
  void leavesAloneWhatWasDiscardedMeanwhile() {
    String bee = deadLetters("bee", 1).getFirst();
    UUID letter = letter();
    replaying.discard(GROUP, letter, "olga", "a wasp");
    Replaying.Request one = new Replaying.Request("olga", null, true);
    Replaying.Request ofMany = new Replaying.Request("olga", jobForNothing(), true);

    assertThat(replaying.replay(GROUP, letter, one)).isEqualTo(Replaying.Outcome.FAILED);
    assertThat(found(letter).status()).isEqualTo(DeadLetterStatus.DISCARDED);
    hive.stung.remove(bee);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> replaying.replay(GROUP, letter, ofMany));
    assertThat(Hive.landings(jdbc, bee)).isEmpty();
  }

  private UUID letter() {
    return table
        .list(GROUP, new DeadLetterFilter(null, null, null, run, null, null), null, 1)
        .getFirst()
        .id();
  }

  private DeadLetter found(UUID letter) {
    return Objects.requireNonNull(table.find(GROUP, letter));
  }

  /** A replay of many that leaves the dead letters to the test. */
  private UUID jobForNothing() {
    DeadLetterFilter nothing = new DeadLetterFilter(null, "no topic", null, null, null, null);
    return jobs.add(GROUP, nothing, 1, "olga").id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"perSecond\":0}|/perSecond",
        "{\"perSecond\":101}|/perSecond",
        "{\"filter\":{\"status\":\"DISCARDED\"}}|/filter/status",
        "{\"filter\":{\"failedFrom\":\"+1000000000-12-31T23:59:59Z\"}}|/filter/failedFrom",
        "{\"filter\":{\"failedUntil\":\"-9999-01-01T00:00:00Z\"}}|/filter/failedUntil"
      })
  void refusesWhatCannotBeReplayed(String request, String pointer) {
    Answer answer = operator.post(REPLAYS, request);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
  }

  @Test
  void knowsNoReplayThatNobodyAskedFor() {
    assertThat(operator.get(REPLAYS + "/" + UUID.randomUUID()).code())
        .isEqualTo("replay-not-found");
  }

  private JsonNode finished(Answer started) {
    assertThat(started.status()).as("status of %s", started).isEqualTo(202);
    String location = started.response().headers().firstValue("Location").orElseThrow();
    return await()
        .until(
            () -> operator.get(location).json(),
            job -> job.get("status").stringValue().equals("FINISHED"));
  }

  /** Dead letters of bees whose names begin as given. */
  private List<String> deadLetters(String name, int count) {
    List<String> bees = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String bee = name + "-" + run + "-" + i;
      bees.add(bee);
      hive.stung.add(bee);
      hive.publish(0, bee, hive.event(UUID.randomUUID(), bee));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForObject(
                            "select count(*) from messaging.dead_letters where strpos(error, ?) > 0",
                            Integer.class,
                            name + "-" + run))
                    .isEqualTo(count));
    return bees;
  }
}
