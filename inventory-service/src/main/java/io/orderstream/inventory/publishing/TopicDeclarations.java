package io.orderstream.inventory.publishing;

import io.orderstream.contracts.Topic;
import io.orderstream.contracts.Topics;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** Creates the topics that this service needs where they are missing. */
@Configuration(proxyBeanMethods = false)
class TopicDeclarations {

  @Bean
  NewTopics topics() {
    return new NewTopics(
        Stream.of(Topics.ORDER_EVENTS, Topics.RESERVATION_EVENTS, Topics.ITEM_STATE)
            .map(TopicDeclarations::declaration)
            .toArray(NewTopic[]::new));
  }

  private static NewTopic declaration(Topic topic) {
    TopicBuilder declaration = TopicBuilder.name(topic.name()).partitions(topic.partitions());
    return switch (topic.retention()) {
      case BY_AGE -> declaration.build();
      case NEWEST_OF_EACH_KEY ->
          declaration
              .config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
              .build();
    };
  }
}
