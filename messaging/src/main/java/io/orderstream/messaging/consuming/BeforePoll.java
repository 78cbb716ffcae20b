package io.orderstream.messaging.consuming;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * Called on a consumer's thread each time before it asks for more records. Whatever was delivered
 * before is handled, and the group's position after it committed.
 */
@FunctionalInterface
public interface BeforePoll {

  void beforePoll(EventSubscription subscription, Consumer<?, ?> consumer);
}
