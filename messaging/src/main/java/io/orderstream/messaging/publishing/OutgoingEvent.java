package io.orderstream.messaging.publishing;

import io.orderstream.messaging.envelope.EventMetadata;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact to publish.
 *
 * @param topic where it goes
 * @param subject the id of the aggregate it happened to; becomes the record's key, and events of
 *     one key are published in the order they were appended in
 * @param aggregateVersion how many events the aggregate has published, this one included: the first
 *     is 1, and there are no gaps
 * @param type the logical, versioned name of what happened
 * @param dataschema names the schema of {@code data}
 * @param time when it happened
 * @param data what happened, written as JSON by Jackson
 * @param cause the event that led to this one; null takes what is being handled on this thread, or
 *     the request
 */
public record OutgoingEvent(
    String topic,
    String subject,
    long aggregateVersion,
    String type,
    URI dataschema,
    Instant time,
    Object data,
    @Nullable EventMetadata cause) {

  public OutgoingEvent(
      String topic,
      String subject,
      long aggregateVersion,
      String type,
      URI dataschema,
      Instant time,
      Object data) {
    this(topic, subject, aggregateVersion, type, dataschema, time, data, null);
  }

  /** The same event, as the consequence of another: needed where events are handled in batches. */
  public OutgoingEvent causedBy(EventMetadata cause) {
    return new OutgoingEvent(topic, subject, aggregateVersion, type, dataschema, time, data, cause);
  }
}
