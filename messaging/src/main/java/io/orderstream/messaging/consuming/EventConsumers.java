package io.orderstream.messaging.consuming;

import io.orderstream.messaging.MessagingProperties;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Runs every {@link EventSubscription}. Starting does not wait for Kafka: in the background the
 * topics are declared as soon as a broker answers, and then consuming begins.
 */
final class EventConsumers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);
  private static final long RETRY_MILLIS = 1000;

  private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
  private final KafkaAdmin admin;
  private volatile Thread starting = new Thread();
  private volatile boolean running;

  EventConsumers(
      List<EventSubscription> subscriptions,
      ConsumerFactory<byte[], byte[]> consumers,
      Function<EventSubscription, BatchMessageListener<byte[], byte[]>> listeners,
      KafkaAdmin admin,
      MessagingProperties.Consumer settings) {
    this.admin = admin;
    this.containers =
        subscriptions.stream()
            .map(
                subscription ->
                    container(subscription, consumers, listeners.apply(subscription), settings))
            .toList();
  }

  private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
      EventSubscription subscription,
      ConsumerFactory<byte[], byte[]> consumers,
      BatchMessageListener<byte[], byte[]> listener,
      MessagingProperties.Consumer settings) {
    ContainerProperties properties = new ContainerProperties(subscription.topic());
    properties.setGroupId(subscription.group());
    properties.setMessageListener(listener);
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setBeanName(subscription.group() + "-" + subscription.topic());
    container.setConcurrency(settings.concurrency());
    container.setCommonErrorHandler(waitForEver(settings));
    return container;
  }

  /** What reaches the container's error handler can pass, so the batch comes again until it has. */
  private static DefaultErrorHandler waitForEver(MessagingProperties.Consumer settings) {
    ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
    backOff.setMaxInterval(settings.maxBackoff().toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setClassifications(Map.of(), true);
    return handler;
  }

  @Override
  public void start() {
    running = true;
    starting = Thread.ofVirtual().name("event-consumers").start(this::declareAndConsume);
  }

  private void declareAndConsume() {
    try {
      while (running && !admin.initialize()) {
        Thread.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException | InterruptException e) {
      return;
    }
    synchronized (containers) {
      if (running) {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        log.info("Consuming {}", containers.stream().map(c -> c.getBeanName()).toList());
      }
    }
  }

  /** Ends when the batches under way are committed. */
  @Override
  public void stop() {
    running = false;
    starting.interrupt();
    synchronized (containers) {
      containers.parallelStream().forEach(ConcurrentMessageListenerContainer::stop);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
