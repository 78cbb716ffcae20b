package io.orderstream.orders.publishing;

import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.orders.domain.OrderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which event led to what happens to an order, where events are handled in batches. The domain does
 * not have to know: a cause is found again when the order's own event is published.
 */
public final class Causes {

  private static final ScopedValue<Map<OrderId, EventMetadata>> CURRENT = ScopedValue.newInstance();

  private Causes() {}

  /** Does some work in which each order changes because of the event given for it. */
  public static void during(Map<OrderId, EventMetadata> causes, Runnable work) {
    ScopedValue.where(CURRENT, causes).run(work);
  }

  static @Nullable EventMetadata of(OrderId id) {
    return CURRENT.isBound() ? CURRENT.get().get(id) : null;
  }
}
