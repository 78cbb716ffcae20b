package io.orderstream.messaging.publishing;

/**
 * Publishes events if and only if the surrounding transaction commits: they are stored in it, and
 * sent to Kafka after it. Every event reaches its topic at least once; events of one subject arrive
 * in the order of their appends.
 */
public interface Outbox {

  /**
   * Appends an event to the current transaction. Callbacks of a transaction that is committing are
   * too late for it.
   *
   * @throws IllegalStateException if no transaction is active, or it is committing already
   * @throws tools.jackson.core.JacksonException if its data cannot be written as JSON
   */
  void append(OutgoingEvent event);
}
