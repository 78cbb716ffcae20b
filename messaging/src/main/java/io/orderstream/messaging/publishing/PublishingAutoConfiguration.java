package io.orderstream.messaging.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.MessagingAutoConfiguration;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.correlation.CorrelationAutoConfiguration;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/** The outbox and the relay that drains it. */
@AutoConfiguration(
    after = {
      MessagingAutoConfiguration.class,
      CorrelationAutoConfiguration.class,
      JdbcTemplateAutoConfiguration.class,
      KafkaAutoConfiguration.class
    })
class PublishingAutoConfiguration {

  @Bean
  @DependsOn("messagingSchema")
  OutboxTable outboxTable(JdbcTemplate jdbc, Clock clock) {
    return new OutboxTable(jdbc, clock);
  }

  @Bean
  Outbox outbox(
      MessagingProperties properties,
      Environment environment,
      CloudEvents cloudEvents,
      OutboxTable table,
      EventScopes scopes,
      OutboxRelay relay) {
    String source = properties.source();
    if (source == null) {
      source = "/" + environment.getRequiredProperty("spring.application.name");
    }
    return new TransactionalOutbox(source, cloudEvents, table, scopes, relay::wake);
  }

  @Bean
  OutboxRelay outboxRelay(
      DataSource dataSource,
      OutboxTable table,
      CloudEvents cloudEvents,
      @Qualifier("relayProducers") ProducerFactory<byte[], byte[]> producers,
      MessagingProperties properties,
      Clock clock,
      MeterRegistry meters) {
    KafkaTemplate<byte[], byte[]> kafka = new KafkaTemplate<>(producers);
    // the relay reports failures itself, once for an outage instead of once for each record
    kafka.setProducerListener(new ProducerListener<>() {});
    return new OutboxRelay(
        dataSource,
        table,
        cloudEvents,
        kafka,
        properties.relay(),
        clock,
        new Freshness(System::nanoTime),
        meters);
  }

  @Bean
  OutboxGauges outboxGauges(JdbcTemplate jdbc) {
    return new OutboxGauges(jdbc);
  }

  /**
   * The service's producer settings, with those that the delivery guarantees rest on. A send that
   * is not acknowledged in time fails, stays in the outbox and is tried again from there.
   */
  @Bean(defaultCandidate = false)
  DefaultKafkaProducerFactory<byte[], byte[]> relayProducers(
      ProducerFactory<?, ?> configured, MeterRegistry meters) {
    Map<String, Object> config = new HashMap<>(configured.getConfigurationProperties());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    DefaultKafkaProducerFactory<byte[], byte[]> producers =
        new DefaultKafkaProducerFactory<>(
            config, new ByteArraySerializer(), new ByteArraySerializer());
    producers.addListener(new MicrometerProducerListener<>(meters));
    return producers;
  }
}
