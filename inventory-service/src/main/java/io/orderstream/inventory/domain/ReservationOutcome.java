package io.orderstream.inventory.domain;

import java.time.Instant;
import java.util.List;

/** What became of a {@link StockRequest}. */
public sealed interface ReservationOutcome {

  OrderId orderId();

  /** Everything the order asked for is held for it. */
  record Reserved(OrderId orderId, List<ItemQuantity> items, Instant at)
      implements ReservationOutcome {}

  /** Something was short, so nothing is held. */
  record Rejected(OrderId orderId, List<RefusedItem> refused, Instant at)
      implements ReservationOutcome {}

  /** What was held is available again. */
  record Released(OrderId orderId, List<ItemQuantity> items, Instant at)
      implements ReservationOutcome {}

  /** Nothing moved: the order was settled before, or held nothing. */
  record Unchanged(OrderId orderId) implements ReservationOutcome {}
}
