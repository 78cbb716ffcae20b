package io.orderstream.messaging.correlation;

import io.orderstream.messaging.envelope.EventMetadata;
import org.jspecify.annotations.Nullable;

/** Scopes for a service that is not traced: only the ids are carried on. */
final class CorrelatedScopes implements EventScopes {

  @Override
  public Scope open(EventMetadata event) {
    return Correlation.open(event.correlationId(), event.id().toString())::close;
  }

  @Override
  public @Nullable String traceparent() {
    return null;
  }
}
