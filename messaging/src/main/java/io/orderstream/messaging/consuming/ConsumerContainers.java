package io.orderstream.messaging.consuming;

import io.orderstream.messaging.MessagingProperties;
import io.orderstream.messaging.consuming.TopicListeners.TopicListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Makes the containers that poll topics, all with the same patience. */
final class ConsumerContainers {

  private static final Duration AUTHENTICATION_RETRY = Duration.ofSeconds(10);
  private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

  private final ConsumerFactory<byte[], byte[]> consumers;
  private final MessagingProperties.Consumer settings;

  ConsumerContainers(
      ConsumerFactory<byte[], byte[]> consumers, MessagingProperties.Consumer settings) {
    this.consumers = consumers;
    this.settings = settings;
  }

  ConcurrentMessageListenerContainer<byte[], byte[]> of(
      EventSubscription subscription,
      BatchMessageListener<byte[], byte[]> listener,
      List<BeforePoll> observers) {
    var container =
        container(subscription.group(), List.of(subscription.topic()), gathering(listener));
    container.setConcurrency(settings.concurrency());
    container.setBatchInterceptor(
        new PollInterceptor(
            consumer ->
                observers.forEach(observer -> observer.beforePoll(subscription, consumer))));
    return container;
  }

  /** A batch that was not full is followed by a moment in which the next one can grow. */
  private BatchMessageListener<byte[], byte[]> gathering(
      BatchMessageListener<byte[], byte[]> listener) {
    return records -> {
      listener.onMessage(records);
      if (records.size() < settings.maxBatch()) {
        try {
          Thread.sleep(settings.gathering());
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  ConcurrentMessageListenerContainer<byte[], byte[]> of(TopicListener further) {
    return container(further.group(), further.topics(), further.listener());
  }

  private ConcurrentMessageListenerContainer<byte[], byte[]> container(
      String group, List<String> topics, BatchMessageListener<byte[], byte[]> listener) {
    ContainerProperties properties = new ContainerProperties(topics.toArray(String[]::new));
    properties.setGroupId(group);
    properties.setMessageListener(listener);
    properties.setPollTimeout(POLL_TIMEOUT.toMillis());
    // a secret being changed, or a permission that comes late, can pass like everything else
    properties.setAuthExceptionRetryInterval(AUTHENTICATION_RETRY);
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setBeanName(group + "-" + String.join("-", topics));
    container.setCommonErrorHandler(waitForEver());
    return container;
  }

  /** What reaches the container's error handler can pass, so the batch comes again until it has. */
  private DefaultErrorHandler waitForEver() {
    ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
    backOff.setMaxInterval(settings.maxBackoff().toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setClassifications(Map.of(), true);
    return handler;
  }

  /** Spring Kafka sets up the thread's state before each poll of its loop, after its commits. */
  private record PollInterceptor(java.util.function.Consumer<Consumer<?, ?>> beforePoll)
      implements BatchInterceptor<byte[], byte[]> {

    @Override
    public void setupThreadState(Consumer<?, ?> consumer) {
      beforePoll.accept(consumer);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
        ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
      return records;
    }
  }
}
