package io.orderstream.messaging.consuming;

import io.orderstream.messaging.envelope.MalformedEvent;
import java.util.ArrayList;
import java.util.List;
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

  private final EventHandler handler;
  private final TransactionTemplate transaction;
  private final DeadLetters deadLetters;
  private final int attempts;

  BatchProcessor(
      EventHandler handler,
      TransactionTemplate transaction,
      DeadLetters deadLetters,
      int attempts) {
    this.handler = handler;
    this.transaction = transaction;
    this.deadLetters = deadLetters;
    this.attempts = attempts;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Delivery> deliveries = new ArrayList<>(records.size());
    List<DeadLetter> dead = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        ReceivedEvent<?> event = handler.read(record.value());
        if (event != null) {
          deliveries.add(new Delivery(record, event));
        }
      } catch (MalformedEvent | UnknownVersion e) {
        dead.add(new DeadLetter(record, e, 1));
      }
    }
    if (!deliveries.isEmpty()) {
      handle(deliveries, dead);
    }
    dead.forEach(letter -> deadLetters.publish(letter, handler.subscription()));
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
    List<ReceivedEvent<?>> events = new ArrayList<>(deliveries.size());
    deliveries.forEach(delivery -> events.add(delivery.event));
    transaction.executeWithoutResult(_ -> handler.handle(events));
  }

  private record Delivery(ConsumerRecord<byte[], byte[]> record, ReceivedEvent<?> event) {}

  /** A record that cannot be handled, why, and after how many attempts. */
  record DeadLetter(ConsumerRecord<byte[], byte[]> record, Exception cause, int attempts) {}
}
