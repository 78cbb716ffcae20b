package io.orderstream.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.messaging.Operator;
import io.orderstream.messaging.Operator.Answer;
import io.orderstream.messaging.TestApplication;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.testing.Servers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"messaging.source=/test", "spring.mvc.problemdetails.enabled=true"})
@Import(RebuildingTest.Garden.class)
class RebuildingTest {

  private static final int PARTITIONS = 4;
  private static final String GROUP = "garden-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String FLOWERS = "flowers-" + GROUP;
  private static final String VISITS = "visits-" + GROUP;
  private static final String REBUILDS = "/api/v1/consumers/" + GROUP + "/rebuilds";

  @Autowired JdbcTemplate jdbc;
  @Autowired JdbcConnectionDetails database;
  @Autowired RebuildTable table;
  @LocalServerPort int port;

  private final CloudEvents cloudEvents = new CloudEvents();
  private final String bed = "bed-" + UUID.randomUUID();
  private Operator operator;

  record Flower(String name, String colour) {}

  @TestConfiguration(proxyBeanMethods = false)
  static class Garden {

    @Bean
    NewTopic flowersTopic() {
      return TopicBuilder.name(FLOWERS).partitions(PARTITIONS).build();
    }

    @Bean
    NewTopic visitsTopic() {
      return TopicBuilder.name(VISITS).partitions(1).build();
    }

    @Bean
    EventSubscription flowers(JdbcTemplate jdbc) {
      jdbc.execute("create table if not exists flowers (name text primary key, colour text)");
      return EventSubscription.to(FLOWERS)
          .as(GROUP)
          .on(
              "flower.v1",
              Flower.class,
              event ->
                  jdbc.update(
                      "insert into flowers values (?, ?)"
                          + " on conflict (name) do update set colour = excluded.colour",
                      event.data().name(),
                      event.data().colour()))
          .rebuildable()
          .build();
    }

    @Bean
    EventSubscription visits() {
      return EventSubscription.to(VISITS)
          .as(GROUP)
          .on("visit.v1", Object.class, event -> {})
          .build();
    }
  }

  /** Another instance of the same service. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Garden.class)
  static class OtherInstance {}

  @BeforeEach
  void plant() {
    operator = Operator.of(port);
    for (int i = 0; i < 40; i++) {
      publish(bed + "-" + i, "red");
    }
    await().untilAsserted(() -> assertThat(colours()).hasSize(40).containsOnly("red"));
  }

  @AfterEach
  void letTheOperatorGo() {
    operator.close();
  }

  @Test
  void makesDamagedStateAnewFromTheTopicWhileEventsGoOn() {
    jdbc.update("update flowers set colour = 'eaten' where name like ?", bed + "-1%");
    jdbc.update("delete from flowers where name = ?", bed + "-7");

    Answer started = operator.post(REBUILDS, "{\"topic\":\"%s\"}".formatted(FLOWERS));
    publish(bed + "-0", "blue");

    JsonNode rebuild = finished(started);
    assertThat(rebuild.get("partitions").intValue()).isEqualTo(PARTITIONS);
    assertThat(rebuild.get("restarted").intValue()).isEqualTo(PARTITIONS);
    assertThat(rebuild.get("finished").intValue()).isEqualTo(PARTITIONS);
    assertThat(rebuild.get("requestedBy").stringValue()).isEqualTo("olga");
    await()
        .untilAsserted(
            () -> assertThat(colours()).hasSize(40).doesNotContain("eaten").contains("blue"));
  }

  @Test
  void isDoneByAllInstancesWhicheverIsAsked() {
    try (ConfigurableApplicationContext other = otherInstance()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> owners() >= 2);
      jdbc.update("update flowers set colour = 'eaten' where name like ?", bed + "%");

      finished(operator.post(REBUILDS, "{\"topic\":\"%s\"}".formatted(FLOWERS)));

      assertThat(colours()).hasSize(40).containsOnly("red");
      assertThat(other.isActive()).isTrue();
    }
  }

  @Test
  void losesNoPartitionToAnInstanceThatDiesMeanwhile() {
    ConfigurableApplicationContext other = otherInstance();
    await().atMost(Duration.ofSeconds(30)).until(() -> owners() >= 2);
    jdbc.update("update flowers set colour = 'eaten' where name like ?", bed + "%");

    Answer started = operator.post(REBUILDS, "{\"topic\":\"%s\"}".formatted(FLOWERS));
    other.close();

    finished(started);
    assertThat(colours()).hasSize(40).containsOnly("red");
  }

  @Test
  void commitsTheBeginningBeforeItNotesARestart() {
    TopicPartition weeds = new TopicPartition("weeds-" + bed, 0);
    EventSubscription subscription =
        EventSubscription.to(weeds.topic())
            .as(GROUP)
            .on("weed.v1", Object.class, event -> {})
            .rebuildable()
            .build();
    UUID id = table.add(GROUP, weeds.topic(), 1, "olga");
    PartitionRestarts restarts = new PartitionRestarts(table, List.of(subscription));
    restarts.start();
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
      consumer.assign(Set.of(weeds));
      consumer.updateBeginningOffsets(Map.of(weeds, 3L));
      consumer.updateEndOffsets(Map.of(weeds, 9L));
      consumer.seek(weeds, 9);

      await()
          .until(
              () -> {
                restarts.beforePoll(subscription, consumer);
                return table.find(GROUP, id).restarted() == 1;
              });

      assertThat(consumer.committed(Set.of(weeds)).get(weeds).offset()).isEqualTo(3);
      assertThat(consumer.position(weeds)).isEqualTo(3);
    } finally {
      restarts.stop();
    }
  }

  @Test
  void refusesAConsumerThatHandlesEachEventOnce() {
    Answer answer = operator.post(REBUILDS, "{\"topic\":\"%s\"}".formatted(VISITS));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("rebuild-impossible");
  }

  @Test
  void refusesATopicThatTheConsumerDoesNotRead() {
    assertThat(operator.post(REBUILDS, "{\"topic\":\"weeds\"}").status()).isEqualTo(422);
    assertThat(operator.post(REBUILDS, "{}").status()).isEqualTo(422);
    assertThat(operator.post("/api/v1/consumers/weeds/rebuilds", "{\"topic\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(operator.get(REBUILDS + "/" + UUID.randomUUID()).code())
        .isEqualTo("rebuild-not-found");
  }

  private ConfigurableApplicationContext otherInstance() {
    return new SpringApplicationBuilder(OtherInstance.class)
        .run(
            "--server.port=0",
            "--messaging.source=/test",
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1",
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword(),
            "--spring.kafka.bootstrap-servers="
                + String.join(",", Servers.current().bootstrapServers()));
  }

  /** How many instances own partitions of the topic: each has two consumers. */
  private static long owners() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", Servers.current().bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
              .filter(
                  member ->
                      member.assignment().topicPartitions().stream()
                          .anyMatch(partition -> partition.topic().equals(FLOWERS)))
              .count()
          / 2;
    }
  }

  private JsonNode finished(Answer started) {
    assertThat(started.status()).as("status of %s", started).isEqualTo(202);
    String location = started.response().headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> operator.get(location).json(),
            rebuild -> rebuild.get("status").stringValue().equals("FINISHED"));
  }

  private List<String> colours() {
    return jdbc.queryForList(
        "select colour from flowers where name like ?", String.class, bed + "%");
  }

  private void publish(String name, String colour) {
    String event =
        cloudEvents.write(
            new EventMetadata(
                UUID.randomUUID(), "/test", "flower.v1", name, Instant.EPOCH, "w", null, 1, null),
            URI.create("urn:test"),
            new Flower(name, colour));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(FLOWERS, name, event.getBytes(StandardCharsets.UTF_8)))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
