package io.orderstream.orders;

import io.orderstream.contracts.Topic;
import io.orderstream.contracts.Topics;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Declares the topics that this service publishes to or listens to. */
@Configuration(proxyBeanMethods = false)
class KafkaTopics {

  @Bean
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(
        Stream.of(Topics.ORDER_EVENTS, Topics.RESERVATION_EVENTS, Topics.ITEM_STATE)
            .map(KafkaTopics::declared)
            .toArray(NewTopic[]::new));
  }

  private static NewTopic declared(Topic topic) {
    return TopicBuilder.name(topic.name())
        .partitions(topic.partitions())
        .config(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            switch (topic.retention()) {
              case BY_AGE -> TopicConfig.CLEANUP_POLICY_DELETE;
              case NEWEST_OF_EACH_KEY -> TopicConfig.CLEANUP_POLICY_COMPACT;
            })
        .build();
  }
}
