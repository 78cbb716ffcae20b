package io.orderstream.messaging.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.MessagingAutoConfiguration;
import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.correlation.CorrelationAutoConfiguration;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The consumers of all subscriptions, their inbox and their dead letters. */
@AutoConfiguration(
    after = {
      MessagingAutoConfiguration.class,
      CorrelationAutoConfiguration.class,
      JdbcTemplateAutoConfiguration.class,
      KafkaAutoConfiguration.class
    },
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
    })
class ConsumingAutoConfiguration {

  /** What a dead letter may be larger than its record, which the topic it came from let pass. */
  private static final int LARGEST_DEAD_LETTER = 16 * 1024 * 1024;

  private static final int ADMIN_TIMEOUT_SECONDS = 10;

  @Bean
  @DependsOn("messagingSchema")
  Inbox inbox(JdbcTemplate jdbc, Clock clock) {
    return new Inbox(jdbc, clock);
  }

  @Bean
  DeadLetters deadLetters(
      @Qualifier("deadLetterProducers") ProducerFactory<byte[], byte[]> producers,
      MeterRegistry meters) {
    return new DeadLetters(new KafkaTemplate<>(producers), meters);
  }

  /** Dead letters stay until somebody has dealt with them. */
  @Bean
  KafkaAdmin.NewTopics deadLetterTopics(List<EventSubscription> subscriptions) {
    return new KafkaAdmin.NewTopics(
        subscriptions.stream()
            .map(
                subscription ->
                    TopicBuilder.name(subscription.deadLetterTopic())
                        .partitions(1)
                        .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                        .config(
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(LARGEST_DEAD_LETTER))
                        .build())
            .toArray(NewTopic[]::new));
  }

  @Bean
  EventHandlers eventHandlers(
      List<EventSubscription> subscriptions,
      CloudEvents cloudEvents,
      Inbox inbox,
      EventScopes scopes,
      MeterRegistry meters) {
    return new EventHandlers(
        subscriptions.stream()
            .map(subscription -> new EventHandler(subscription, cloudEvents, inbox, scopes, meters))
            .toList());
  }

  @Bean
  EventConsumers eventConsumers(
      EventHandlers handlers,
      List<TopicListeners> further,
      List<BeforePoll> observers,
      @Qualifier("eventConsumerFactory") ConsumerFactory<byte[], byte[]> consumers,
      KafkaAdmin admin,
      PlatformTransactionManager transactions,
      DeadLetters deadLetters,
      MessagingProperties properties) {
    // declaring topics must not hold up the start of a service while Kafka is away
    admin.setAutoCreate(false);
    admin.setOperationTimeout(ADMIN_TIMEOUT_SECONDS);
    ConsumerContainers containers = new ConsumerContainers(consumers, properties.consumer());
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    int attempts = properties.consumer().attempts();
    return new EventConsumers(
        Stream.concat(
                handlers.all().stream()
                    .map(
                        handler ->
                            containers.of(
                                handler.subscription(),
                                new BatchProcessor(handler, transaction, deadLetters, attempts),
                                observers)),
                further.stream().flatMap(listeners -> listeners.all().stream()).map(containers::of))
            .toList(),
        admin);
  }

  /**
   * The service's consumer settings, with those that the delivery guarantees rest on. A consumer
   * that has died is replaced after ten seconds. The others hear of one that comes or goes with
   * their next heartbeat, twice, as partitions are given up before they are taken over.
   */
  @Bean(defaultCandidate = false)
  DefaultKafkaConsumerFactory<byte[], byte[]> eventConsumerFactory(
      ConsumerFactory<?, ?> configured, MessagingProperties properties, MeterRegistry meters) {
    Map<String, Object> config = new HashMap<>(configured.getConfigurationProperties());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.consumer().maxBatch());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    DefaultKafkaConsumerFactory<byte[], byte[]> consumers =
        new DefaultKafkaConsumerFactory<>(
            config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumers.addListener(new MicrometerConsumerListener<>(meters));
    return consumers;
  }

  @Bean(defaultCandidate = false)
  DefaultKafkaProducerFactory<byte[], byte[]> deadLetterProducers(
      ProducerFactory<?, ?> configured) {
    Map<String, Object> config = new HashMap<>(configured.getConfigurationProperties());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_DEAD_LETTER);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
    return new DefaultKafkaProducerFactory<>(
        config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
