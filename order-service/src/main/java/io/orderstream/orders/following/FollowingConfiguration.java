package io.orderstream.orders.following;

import io.orderstream.contracts.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {

  private static final int ANSWER_LIMIT_MILLIS = 10_000;

  /** The service's consumer settings, without a group: every instance reads everything. */
  @Bean
  OrderTopicTail orderTopicTail(ConsumerFactory<?, ?> configured, WakeUps wakeUps) {
    Map<String, Object> config = new HashMap<>(configured.getConfigurationProperties());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    // positions that are lost are to be noticed, not silently replaced
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new OrderTopicTail(
        Topics.ORDER_EVENTS.name(),
        () -> new KafkaConsumer<>(config, new UUIDDeserializer(), new ByteArrayDeserializer()),
        wakeUps);
  }
}
