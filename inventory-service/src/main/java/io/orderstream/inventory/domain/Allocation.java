package io.orderstream.inventory.domain;

import static java.util.Objects.requireNonNull;

import io.orderstream.inventory.domain.RefusedItem.Reason;
import io.orderstream.inventory.domain.ReservationOutcome.Rejected;
import io.orderstream.inventory.domain.ReservationOutcome.Released;
import io.orderstream.inventory.domain.ReservationOutcome.Reserved;
import io.orderstream.inventory.domain.ReservationOutcome.Unchanged;
import io.orderstream.inventory.domain.StockRequest.Release;
import io.orderstream.inventory.domain.StockRequest.Reserve;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides on requests one after another, each on what the ones before it left. */
final class Allocation {

  private final Map<Sku, StockItem> stock;
  private final Map<OrderId, Reservation> known;
  private final Map<OrderId, Reservation> reservations;
  private final Instant now;

  /**
   * @param stock every known item that the requests name or their reservations hold
   * @param known the reservations there are for the orders of the requests
   */
  Allocation(Map<Sku, StockItem> stock, Map<OrderId, Reservation> known, Instant now) {
    this.stock = stock;
    this.known = known;
    this.reservations = new LinkedHashMap<>(known);
    this.now = now;
  }

  ReservationOutcome decide(StockRequest request) {
    return switch (request) {
      case Reserve reserve -> reserve(reserve);
      case Release release -> release(release);
    };
  }

  /** The reservations that there were not before. */
  List<Reservation> made() {
    return reservations.values().stream()
        .filter(reservation -> !known.containsKey(reservation.orderId()))
        .toList();
  }

  /** Those that there were, and that hold nothing any more. */
  List<Reservation> released() {
    return reservations.values().stream()
        .filter(reservation -> known.containsKey(reservation.orderId()))
        .filter(reservation -> !reservation.equals(known.get(reservation.orderId())))
        .toList();
  }

  private ReservationOutcome reserve(Reserve request) {
    OrderId orderId = request.orderId();
    if (reservations.containsKey(orderId)) {
      return new Unchanged(orderId);
    }
    List<RefusedItem> refused =
        request.items().stream().map(this::refusal).flatMap(Optional::stream).toList();
    if (!refused.isEmpty()) {
      reservations.put(orderId, Reservation.rejected(orderId, refused, now));
      return new Rejected(orderId, refused, now);
    }
    request.items().forEach(item -> itemOf(item.sku()).reserve(item.quantity()));
    reservations.put(orderId, Reservation.reserved(orderId, request.items(), now));
    return new Reserved(orderId, request.items(), now);
  }

  private ReservationOutcome release(Release request) {
    OrderId orderId = request.orderId();
    Reservation reservation =
        reservations.computeIfAbsent(orderId, id -> Reservation.neverToBe(id, now));
    if (!reservation.holdsStock()) {
      return new Unchanged(orderId);
    }
    reservation.items().forEach(item -> itemOf(item.sku()).release(item.quantity()));
    reservations.put(orderId, reservation.released(now));
    return new Released(orderId, reservation.items(), now);
  }

  private Optional<RefusedItem> refusal(ItemQuantity wanted) {
    StockItem item = stock.get(wanted.sku());
    if (item == null) {
      return Optional.of(new RefusedItem(wanted.sku(), Reason.UNKNOWN_ITEM, wanted.quantity(), 0));
    }
    if (!item.covers(wanted.quantity())) {
      return Optional.of(
          new RefusedItem(
              wanted.sku(), Reason.INSUFFICIENT_STOCK, wanted.quantity(), item.available()));
    }
    return Optional.empty();
  }

  private StockItem itemOf(Sku sku) {
    return requireNonNull(stock.get(sku), () -> "no stock given for " + sku);
  }
}
