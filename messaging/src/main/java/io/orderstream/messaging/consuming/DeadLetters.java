package io.orderstream.messaging.consuming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.consuming.BatchProcessor.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * Puts records that a consumer group cannot handle aside, in the group's own topic {@code
 * <topic>.<group>.dlt}: key, value and headers as they were, and the cause in {@code kafka_dlt-*}
 * headers.
 */
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String ATTEMPTS = "dlt-attempts";

  private final KafkaOperations<byte[], byte[]> kafka;
  private final MeterRegistry meters;

  DeadLetters(KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters) {
    this.kafka = kafka;
    this.meters = meters;
  }

  /**
   * Returns when the broker has the record.
   *
   * @throws org.springframework.kafka.KafkaException if it does not take it
   */
  void publish(DeadLetter letter, EventSubscription subscription) {
    var record = letter.record();
    log.error(
        "{} cannot handle the record at offset {} of {}-{}: it goes to {}",
        subscription.group(),
        record.offset(),
        record.topic(),
        record.partition(),
        subscription.deadLetterTopic(),
        letter.cause());
    DeadLetterPublishingRecoverer recoverer =
        new DeadLetterPublishingRecoverer(
            kafka, (failed, e) -> new TopicPartition(subscription.deadLetterTopic(), -1));
    recoverer.setHeadersFunction(
        (failed, e) ->
            new RecordHeaders()
                .add(
                    ATTEMPTS,
                    Integer.toString(letter.attempts()).getBytes(StandardCharsets.UTF_8)));
    ListenerExecutionFailedException failure =
        new ListenerExecutionFailedException(
            "cannot be handled", subscription.group(), letter.cause());
    // it only carries the group: the stack of interest is its cause's
    failure.setStackTrace(new StackTraceElement[0]);
    recoverer.accept(record, null, failure);
    Counter.builder("dead.letters")
        .description("Records put aside because they cannot be handled")
        .tag("group", subscription.group())
        .tag("topic", subscription.topic())
        .register(meters)
        .increment();
  }
}
