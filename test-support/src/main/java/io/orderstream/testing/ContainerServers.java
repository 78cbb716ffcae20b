package io.orderstream.testing;

import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

final class ContainerServers extends Servers {

  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer("postgres:18-alpine")
          .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
  private final KafkaContainer kafka =
      new KafkaContainer("apache/kafka:4.2.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

  ContainerServers() {
    Startables.deepStart(Stream.of(postgres, kafka)).join();
  }

  @Override
  public List<String> bootstrapServers() {
    return List.of(kafka.getBootstrapServers());
  }

  @Override
  String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            database);
  }

  @Override
  String user() {
    return postgres.getUsername();
  }

  @Override
  String password() {
    return postgres.getPassword();
  }
}
