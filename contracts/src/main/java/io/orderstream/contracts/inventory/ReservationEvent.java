package io.orderstream.contracts.inventory;

import java.util.UUID;

/**
 * What became of the stock that an order asked for, on {@link
 * io.orderstream.contracts.Topics#RESERVATION_EVENTS}.
 */
public sealed interface ReservationEvent permits StockReserved, StockRejected, StockReleased {

  UUID orderId();
}
