package io.orderstream.messaging.correlation;

import static io.orderstream.messaging.envelope.CloudEvents.TRACEPARENT;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.orderstream.messaging.envelope.EventMetadata;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scopes that carry on the trace of the publisher as well. */
final class TracedScopes implements EventScopes {

  private final Tracer tracer;
  private final Propagator propagator;

  TracedScopes(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public Scope open(EventMetadata event) {
    Correlation.Scope ids = Correlation.open(event.correlationId(), event.id().toString());
    Span span =
        propagator
            .extract(
                event, (carrier, field) -> field.equals(TRACEPARENT) ? carrier.traceparent() : null)
            .name("process " + event.type())
            .kind(Span.Kind.CONSUMER)
            .tag("messaging.system", "kafka")
            .tag("messaging.message.id", event.id().toString())
            .start();
    Tracer.SpanInScope inScope = tracer.withSpan(span);
    return () -> {
      inScope.close();
      span.end();
      ids.close();
    };
  }

  @Override
  public @Nullable String traceparent() {
    Span span = tracer.currentSpan();
    if (span == null) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    propagator.inject(span.context(), headers, (_, name, value) -> headers.put(name, value));
    return headers.get(TRACEPARENT);
  }
}
