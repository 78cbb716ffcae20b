package io.orderstream.contracts.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was held for a cancelled order is available again. */
public record StockReleased(UUID orderId, List<ReservedItem> items, Instant releasedAt)
    implements ReservationEvent {

  public static final String TYPE = "io.orderstream.stock.released.v1";

  public StockReleased {
    requireNonNull(orderId, "orderId");
    items = List.copyOf(items);
    requireNonNull(releasedAt, "releasedAt");
  }
}
