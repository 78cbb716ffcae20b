package io.orderstream.messaging.consuming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.CloudEvents.ReadEvent;
import io.orderstream.messaging.envelope.MalformedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a polled batch of records to the handlers of a subscription.
 *
 * <p>The whole batch is one transaction. If that fails, a failure that can pass is thrown, and the
 * container delivers the batch again until it has passed; the inbox makes that harmless. Any other
 * failure belongs to one of the events: they are then handled one by one, each in a transaction of
 * its own, and those that still fail become dead letters. Returning means that every record is
 * either committed or a dead letter.
 */
final class BatchProcessor implements BatchMessageListener<byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(BatchProcessor.class);

  private final EventSubscription subscription;
  private final CloudEvents cloudEvents;
  private final TransactionTemplate transaction;
  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final EventScopes scopes;
  private final int attempts;
  private final Counter duplicates;
  private final Counter unhandled;

  BatchProcessor(
      EventSubscription subscription,
      CloudEvents cloudEvents,
      TransactionTemplate transaction,
      Inbox inbox,
      DeadLetters deadLetters,
      EventScopes scopes,
      int attempts,
      MeterRegistry meters) {
    this.subscription = subscription;
    this.cloudEvents = cloudEvents;
    this.transaction = transaction;
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.scopes = scopes;
    this.attempts = attempts;
    this.duplicates =
        Counter.builder("inbox.duplicates")
            .description("Events that were delivered again and skipped")
            .tag("group", subscription.group())
            .tag("topic", subscription.topic())
            .register(meters);
    this.unhandled =
        Counter.builder("events.unhandled")
            .description("Events skipped because the subscription has no handler for their type")
            .tag("group", subscription.group())
            .tag("topic", subscription.topic())
            .register(meters);
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Delivery> deliveries = new ArrayList<>(records.size());
    List<DeadLetter> dead = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        ReadEvent event = cloudEvents.read(record.value());
        Class<?> type = subscription.types().get(event.metadata().type());
        if (type == null) {
          unhandled.increment();
        } else {
          deliveries.add(
              new Delivery(record, new ReceivedEvent<>(event.metadata(), event.dataAs(type))));
        }
      } catch (MalformedEvent e) {
        dead.add(new DeadLetter(record, e, 1));
      }
    }
    if (!deliveries.isEmpty()) {
      handle(deliveries, dead);
    }
    dead.forEach(letter -> deadLetters.publish(letter, subscription));
  }

  private void handle(List<Delivery> deliveries, List<DeadLetter> dead) {
    try {
      handleInOneTransaction(deliveries);
    } catch (RuntimeException e) {
      if (TransientFailures.isTransient(e)) {
        throw e;
      }
      log.warn("A batch of {} events failed; handling them one by one", deliveries.size(), e);
      for (Delivery delivery : deliveries) {
        handleAlone(delivery, dead);
      }
    }
  }

  private void handleAlone(Delivery delivery, List<DeadLetter> dead) {
    for (int attempt = 1; ; attempt++) {
      try {
        handleInOneTransaction(List.of(delivery));
        return;
      } catch (RuntimeException e) {
        if (TransientFailures.isTransient(e)) {
          throw e;
        }
        if (attempt == attempts) {
          dead.add(new DeadLetter(delivery.record, e, attempt));
          return;
        }
      }
    }
  }

  private void handleInOneTransaction(List<Delivery> deliveries) {
    transaction.executeWithoutResult(
        status -> {
          List<ReceivedEvent<?>> events = withoutDuplicates(deliveries);
          if (!events.isEmpty()) {
            subscription.handler().handle(events, scopes);
          }
        });
  }

  private List<ReceivedEvent<?>> withoutDuplicates(List<Delivery> deliveries) {
    List<ReceivedEvent<?>> events = new ArrayList<>(deliveries.size());
    if (!subscription.deduplicated()) {
      deliveries.forEach(delivery -> events.add(delivery.event));
      return events;
    }
    List<UUID> ids = deliveries.stream().map(delivery -> delivery.event.metadata().id()).toList();
    Set<UUID> unseen = inbox.register(subscription.group(), ids);
    for (Delivery delivery : deliveries) {
      // removed when taken, for a batch can hold one event twice
      if (unseen.remove(delivery.event.metadata().id())) {
        events.add(delivery.event);
      }
    }
    duplicates.increment(deliveries.size() - events.size());
    return events;
  }

  private record Delivery(ConsumerRecord<byte[], byte[]> record, ReceivedEvent<?> event) {}

  /** A record that cannot be handled, why, and after how many attempts. */
  record DeadLetter(ConsumerRecord<byte[], byte[]> record, Exception cause, int attempts) {}
}
