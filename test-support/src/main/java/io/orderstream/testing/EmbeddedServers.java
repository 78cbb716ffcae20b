package io.orderstream.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

final class EmbeddedServers extends Servers {

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafkaKraftBroker kafka;

  EmbeddedServers() {
    try {
      postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL", e);
    }
    kafka = new EmbeddedKafkaKraftBroker(1, 1);
    kafka.brokerProperty("auto.create.topics.enable", "false");
    kafka.afterPropertiesSet();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::destroy, "stop-kafka"));
  }

  @Override
  public List<String> bootstrapServers() {
    return List.of(kafka.getBrokersAsString());
  }

  @Override
  String jdbcUrl(String database) {
    return postgres.getJdbcUrl("postgres", database);
  }

  @Override
  String user() {
    return "postgres";
  }

  @Override
  String password() {
    return "postgres";
  }
}
