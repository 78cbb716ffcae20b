package io.orderstream.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.localstack.kafka.GroupProgress;
import io.orderstream.localstack.kafka.KafkaTopics;
import io.orderstream.localstack.kafka.TopicReader;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Kafka as the launcher runs them. */
class BackingServersTest {

  @TempDir private static Path directory;
  private static LocalStack stack;

  @BeforeAll
  static void start() {
    var ports = new Ports(ThreadLocalRandom.current().nextInt(5_000, 15_000));
    stack = new LocalStack(new StackHome(directory, directory.resolve("home")), ports);
    stack.home().create();
    stack
        .processes()
        .withNeeds(List.of("postgres", "kafka"))
        .needsFirst(process -> process.start(_ -> {}));
  }

  @AfterAll
  static void stop() {
    stack.processes().needsLast(ManagedProcess::stop);
  }

  @Test
  void keepsWhatWasCommittedThroughAKill() throws SQLException {
    execute("create table kept (id int)");
    execute("insert into kept values (25)");

    killAndRestart("postgres");

    assertThat(query("select id from kept")).isEqualTo("25");
  }

  @Test
  void keepsWhatWasCommittedThroughAnOrderlyRestart() throws SQLException {
    execute("create table stored (id int)");
    execute("insert into stored values (7)");
    var postgres = stack.processes().named("postgres");

    postgres.stop();
    postgres.start(_ -> {});

    assertThat(query("select id from stored")).isEqualTo("7");
  }

  @Test
  void runsADurableServer() throws SQLException {
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show synchronous_commit")).isEqualTo("on");
    assertThat(query("show full_page_writes")).isEqualTo("on");
  }

  @Test
  void givesEachServiceADatabaseOfItsOwn() throws SQLException {
    for (var name : List.of("orders", "inventory", "notifications")) {
      try (var connection = DriverManager.getConnection(url(name), name, name)) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void keepsAcknowledgedEventsThroughAKill() throws Exception {
    createTopic("shop.kill.events.v1");
    publish("shop.kill.events.v1", "{\"specversion\":\"1.0\",\"type\":\"a.b\",\"data\":{\"n\":1}}");

    killAndRestart("kafka");

    assertThat(read("shop.kill.events.v1")).containsExactly("a.b {\"n\":1}");
  }

  @Test
  void readsRecordsThatAreNoEvents() throws Exception {
    createTopic("shop.plain.events.v1");
    publish("shop.plain.events.v1", "not even\nJSON");

    assertThat(read("shop.plain.events.v1")).containsExactly("- not even JSON");
  }

  @Test
  void findsATopicByItsShortName() throws Exception {
    createTopic("shop.basket.events.v1");

    assertThat(KafkaTopics.of(stack.kafka()).find("baskets")).isEqualTo("shop.basket.events.v1");
  }

  @Test
  void tellsWhenAGroupHasReadATopic() throws Exception {
    var topic = "shop.read.events.v1";
    createTopic(topic);
    try (var progress = new GroupProgress(stack.kafka(), "readers", topic);
        var admin = Admin.create(clients())) {
      assertThat(progress.isCaughtUp()).isFalse();

      publish(topic, "{}");
      assertThat(progress.isCaughtUp()).isFalse();

      for (var partition : List.of(0, 1)) {
        admin
            .alterConsumerGroupOffsets(
                "readers", Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(1)))
            .all()
            .get();
      }
      assertThat(progress.isCaughtUp()).isTrue();

      publish(topic, "{}");
      assertThat(progress.isCaughtUp()).isFalse();
    }
  }

  private static void killAndRestart(String name) {
    var process = stack.processes().named(name);
    assertThat(process.kill()).isPresent();
    assertThat(process.running()).isEmpty();
    assertThat(process.start(_ -> {})).isTrue();
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url("orders"), "orders", "orders");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url("orders"), "orders", "orders");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(stack.ports().postgres(), database);
  }

  private static Map<String, Object> clients() {
    return Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
  }

  private static void createTopic(String name) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(clients())) {
      admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
    }
  }

  private static void publish(String topic, String value)
      throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(clients(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  private static List<String> read(String topic) {
    var lines = new ArrayList<String>();
    try (var reader = new TopicReader(stack.kafka(), topic, true)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                reader.poll(event -> lines.add(event.type() + " " + event.data()));
                return !lines.isEmpty();
              });
    }
    return lines;
  }
}
