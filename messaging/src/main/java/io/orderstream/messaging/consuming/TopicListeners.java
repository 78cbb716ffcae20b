package io.orderstream.messaging.consuming;

import java.util.List;
import org.springframework.kafka.listener.BatchMessageListener;

/** What this service consumes besides its subscriptions. Failures are waited out, all of them. */
public record TopicListeners(List<TopicListener> all) {

  /** A listener, with a consumer group of its own. */
  public record TopicListener(
      String group, List<String> topics, BatchMessageListener<byte[], byte[]> listener) {}
}
