package io.orderstream.testing;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Connects a test's application context to a real PostgreSQL, with a new database for each context,
 * and to a real Kafka broker, which all tests of a JVM share, and has it trust the {@link
 * TestIssuer}. {@code @Import} it.
 *
 * <p>The servers run in containers where a Docker engine answers, and embedded where none does; the
 * system property or environment variable {@code TEST_SERVERS} ({@code containers} or {@code
 * embedded}) overrides that.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(TestIssuer.class)
public class RealServers {

  @Bean
  JdbcConnectionDetails newDatabase() {
    return Servers.current().newDatabase();
  }

  @Bean
  KafkaConnectionDetails kafka() {
    return Servers.current()::bootstrapServers;
  }
}
