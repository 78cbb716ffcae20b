package io.orderstream.orders.domain;

import org.jspecify.annotations.Nullable;

/**
 * What led to a change of an order.
 *
 * @param correlationId what the request that began it all is known by
 * @param causationId the event that led to the change; null where a request did
 * @param trace the trace to carry on, where it is not that of the current thread
 */
public record Cause(String correlationId, @Nullable String causationId, @Nullable String trace) {

  public static Cause request(String correlationId) {
    return new Cause(correlationId, null, null);
  }
}
