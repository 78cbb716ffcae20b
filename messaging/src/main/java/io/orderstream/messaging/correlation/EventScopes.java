package io.orderstream.messaging.correlation;

import io.orderstream.messaging.envelope.EventMetadata;
import org.jspecify.annotations.Nullable;

/** Ties what a thread does to the event it is handling, and what it publishes to its trace. */
public interface EventScopes {

  /** Until the scope is closed, the current thread works for the given event. */
  Scope open(EventMetadata event);

  /** W3C trace context of what the current thread is doing; null if it is not traced. */
  @Nullable String traceparent();

  /** Put back what was before by closing. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
