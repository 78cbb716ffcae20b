package io.orderstream.contracts.inventory;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.RefusedItem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Not everything the order asked for was there, so nothing is held for it.
 *
 * @param refused the items that were short, in sku order
 */
public record StockRejected(UUID orderId, List<RefusedItem> refused, Instant rejectedAt)
    implements ReservationEvent {

  public static final String TYPE = "io.orderstream.stock.rejected.v1";

  public StockRejected {
    requireNonNull(orderId, "orderId");
    refused = List.copyOf(refused);
    requireNonNull(rejectedAt, "rejectedAt");
  }
}
