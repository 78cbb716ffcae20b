package io.orderstream.messaging.consuming;

import io.orderstream.messaging.MessagingProperties;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
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

  /** Stops after the web server, and before the outbox's relay. */
  private static final int PHASE = DEFAULT_PHASE - 3072;

  private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);
  private static final Duration DECLARATION_RETRY = Duration.ofSeconds(1);
  private static final Duration AUTHENTICATION_RETRY = Duration.ofSeconds(10);

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
    requireOneOfEach(subscriptions);
    this.admin = admin;
    this.containers =
        subscriptions.stream()
            .map(
                subscription ->
                    container(subscription, consumers, listeners.apply(subscription), settings))
            .toList();
  }

  /** Two members of one group would share the partitions, and each would skip the other's types. */
  private static void requireOneOfEach(List<EventSubscription> subscriptions) {
    Set<String> seen = new HashSet<>();
    for (EventSubscription subscription : subscriptions) {
      if (!seen.add(subscription.deadLetterTopic())) {
        throw new IllegalStateException(
            "two subscriptions to %s as %s: make them one"
                .formatted(subscription.topic(), subscription.group()));
      }
    }
  }

  private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
      EventSubscription subscription,
      ConsumerFactory<byte[], byte[]> consumers,
      BatchMessageListener<byte[], byte[]> listener,
      MessagingProperties.Consumer settings) {
    ContainerProperties properties = new ContainerProperties(subscription.topic());
    properties.setGroupId(subscription.group());
    properties.setMessageListener(listener);
    // a secret being changed, or a permission that comes late, can pass like everything else
    properties.setAuthExceptionRetryInterval(AUTHENTICATION_RETRY);
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
      while (running && !declared()) {
        // on a thread of its own, and interrupted by stop(): there is nothing to be woken by
        Thread.sleep(DECLARATION_RETRY);
      }
    } catch (InterruptedException | InterruptException _) {
      return;
    }
    synchronized (containers) {
      if (running) {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        log.info("Consuming {}", containers.stream().map(c -> c.getBeanName()).toList());
      }
    }
  }

  private boolean declared() {
    try {
      return admin.initialize();
    } catch (KafkaException | IllegalStateException e) {
      log.warn("Topics cannot be declared yet, nothing is consumed: {}", e.toString());
      return false;
    }
  }

  /** Ends when the batches under way are committed, at the latest after the containers' limit. */
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

  @Override
  public int getPhase() {
    return PHASE;
  }
}
