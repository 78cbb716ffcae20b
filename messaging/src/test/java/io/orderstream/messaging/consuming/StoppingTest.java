package io.orderstream.messaging.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.testing.Servers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** A service that stops while it is handling events. */
class StoppingTest {

  private static final String TOPIC = "trains-" + UUID.randomUUID();
  private static final JdbcConnectionDetails DATABASE = Servers.current().newDatabase();

  private final CloudEvents cloudEvents = new CloudEvents();

  @Test
  void commitsTheBatchUnderWayAndHandlesNoneOfItAgain() throws Exception {
    List<String> trains = Stream.generate(() -> UUID.randomUUID().toString()).limit(20).toList();
    ConfigurableApplicationContext service = start();
    Station station = service.getBean(Station.class);
    station.gate = new CountDownLatch(1);
    arrive(trains);
    await().until(() -> !station.entering.isEmpty());
    List<String> underWay = List.copyOf(station.entering);

    var stopping = CompletableFuture.runAsync(service::close);
    // closing has come to the consumers, or would soon be over
    await().during(Duration.ofMillis(300)).until(() -> !stopping.isDone());
    station.gate.countDown();
    stopping.join();

    try (ConfigurableApplicationContext next = start()) {
      JdbcTemplate jdbc = next.getBean(JdbcTemplate.class);
      assertThat(entered(jdbc)).containsAll(underWay);
      await().untilAsserted(() -> assertThat(entered(jdbc)).hasSize(trains.size()));
      assertThat(entered(jdbc)).containsExactlyInAnyOrderElementsOf(trains);
      assertThat(next.getBean(Station.class).entering).doesNotContainAnyElementsOf(underWay);
      assertThat(next.getBean(MeterRegistry.class).get("inbox.duplicates").counter().count())
          .isZero();
    }
  }

  private void arrive(List<String> trains) {
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                Servers.current().bootstrapServers(),
                // the topic is new, and its broker may refuse the first batch, but no later one
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new StringSerializer())) {
      for (String train : trains) {
        EventMetadata metadata =
            new EventMetadata(
                UUID.randomUUID(),
                "/test",
                "train.arrived.v1",
                train,
                Instant.EPOCH,
                "correlation-1",
                null,
                1,
                null);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    TOPIC,
                    train,
                    cloudEvents.write(metadata, URI.create("urn:test"), new Arrived(train))));
      }
    }
  }

  private static List<String> entered(JdbcTemplate jdbc) {
    return jdbc.queryForList("select train from entered", String.class);
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Railway.class)
        .web(WebApplicationType.NONE)
        .run("--spring.application.name=station", "--messaging.consumer.concurrency=1");
  }

  record Arrived(String train) {}

  /** Lets trains in while its gate is open. */
  static final class Station {

    private final JdbcTemplate jdbc;
    private final List<String> entering = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Station(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
      jdbc.execute("create table if not exists entered (train text)");
    }

    void enter(Arrived arrived) {
      jdbc.update("insert into entered values (?)", arrived.train());
      entering.add(arrived.train());
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Railway {

    @Bean
    JdbcConnectionDetails database() {
      return DATABASE;
    }

    @Bean
    KafkaConnectionDetails kafka() {
      return Servers.current()::bootstrapServers;
    }

    @Bean
    KafkaAdmin.NewTopics trains() {
      return new KafkaAdmin.NewTopics(TopicBuilder.name(TOPIC).partitions(1).build());
    }

    @Bean
    Station station(JdbcTemplate jdbc) {
      return new Station(jdbc);
    }

    @Bean
    EventSubscription arrivals(Station station) {
      return EventSubscription.to(TOPIC)
          .as("station-" + TOPIC)
          .on("train.arrived.v1", Arrived.class, event -> station.enter(event.data()))
          .build();
    }
  }
}
