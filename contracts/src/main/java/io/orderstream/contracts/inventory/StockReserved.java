package io.orderstream.contracts.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everything the order asked for is held for it. */
public record StockReserved(UUID orderId, List<ReservedItem> items, Instant reservedAt)
    implements ReservationEvent {

  public static final String TYPE = "io.orderstream.stock.reserved.v1";

  public StockReserved {
    requireNonNull(orderId, "orderId");
    items = List.copyOf(items);
    requireNonNull(reservedAt, "reservedAt");
  }
}
