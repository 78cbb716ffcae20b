package io.orderstream.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.processes.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {

  private static final String TOPIC = "shop.cluster.events.v1";

  @TempDir private Path directory;
  private LocalStack stack;

  @AfterEach
  void stop() {
    stack.processes().needsLast(ManagedProcess::kill);
  }

  @Test
  void acceptsEventsAfterTheLossOfOneBrokerAndWaitsAfterThatOfTwo() throws Exception {
    var ports = new Ports(ThreadLocalRandom.current().nextInt(5_000, 15_000));
    var home = new StackHome(directory, directory.resolve("home"));
    stack = new LocalStack(home, ports, new Topology(3, Map.of()));
    home.create();
    stack.withNeeds(List.of("kafka")).needsFirst(broker -> broker.start(_ -> {}));
    createTopic();
    publish();

    stack.processes().named("kafka").kill();
    publish();

    stack.processes().named("kafka-3").kill();
    assertThatThrownBy(this::publish).hasCauseInstanceOf(TimeoutException.class);

    assertThat(stack.processes().named("kafka").start(_ -> {})).isTrue();
    publish();
  }

  private void createTopic() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(clients())) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(2), Optional.empty())))
          .all()
          .get();
    }
  }

  /** Returns when the event is acknowledged by as many brokers as have to keep it. */
  private void publish() throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(clients(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", "{}")).get();
    }
  }

  /**
   * Without idempotence: a producer that has no id yet, and asks a broker without its quorum for
   * one, waits beyond its delivery timeout, for ever.
   */
  private Map<String, Object> clients() {
    return Map.of(
        "bootstrap.servers",
        stack.kafka().bootstrapServers(),
        "acks",
        "all",
        "enable.idempotence",
        "false",
        "request.timeout.ms",
        "3000",
        "delivery.timeout.ms",
        "12000");
  }
}
