package io.orderstream.messaging.publishing;

import io.orderstream.messaging.envelope.EventMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What led to an event.
 *
 * @param correlationId what the request that began it all is known by
 * @param causationId the event that led to it; null where a request did
 * @param traceparent W3C trace context to carry on; null takes that of the current thread
 */
public record EventCause(
    String correlationId, @Nullable String causationId, @Nullable String traceparent) {

  static EventCause of(EventMetadata event) {
    return new EventCause(event.correlationId(), event.id().toString(), event.traceparent());
  }
}
