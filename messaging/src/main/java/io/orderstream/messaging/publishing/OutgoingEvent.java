package io.orderstream.messaging.publishing;

import io.orderstream.messaging.envelope.EventMetadata;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
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
 * @param id the event's own id, a UUID of version 7; null takes a new one
 * @param cause what led to this event; null takes what is being handled on this thread, or the
 *     request
 */
public record OutgoingEvent(
    String topic,
    String subject,
    long aggregateVersion,
    String type,
    URI dataschema,
    Instant time,
    Object data,
    @Nullable UUID id,
    @Nullable EventCause cause) {

  public OutgoingEvent(
      String topic,
      String subject,
      long aggregateVersion,
      String type,
      URI dataschema,
      Instant time,
      Object data) {
    this(topic, subject, aggregateVersion, type, dataschema, time, data, null, null);
  }

  /** The same event under an id that the aggregate gave it. */
  public OutgoingEvent withId(UUID id) {
    return new OutgoingEvent(
        topic, subject, aggregateVersion, type, dataschema, time, data, id, cause);
  }

  /** The same event, as the consequence of another: needed where events are handled in batches. */
  public OutgoingEvent causedBy(EventMetadata cause) {
    return causedBy(EventCause.of(cause));
  }

  /** The same event with what led to it. */
  public OutgoingEvent causedBy(EventCause cause) {
    return new OutgoingEvent(
        topic, subject, aggregateVersion, type, dataschema, time, data, id, cause);
  }
}
