package io.orderstream.inventory.domain;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reserves and releases stock for orders. */
@Service
public class SettlingReservations {

  private final StockItems items;
  private final Reservations reservations;
  private final Clock clock;

  SettlingReservations(StockItems items, Reservations reservations, Clock clock) {
    this.items = items;
    this.reservations = reservations;
    this.clock = clock;
  }

  /**
   * Decides on requests in their order. An order is reserved for at most once, however often it is
   * asked for, and never after it was released.
   *
   * @return what became of each request, in the same order
   */
  @Transactional
  public List<ReservationOutcome> settle(List<StockRequest> requests) {
    Map<OrderId, Reservation> known =
        reservations.of(requests.stream().map(StockRequest::orderId).distinct().toList());
    Map<Sku, StockItem> stock = items.lock(skusOf(requests, known));
    var allocation = new Allocation(stock, known, clock.instant());
    List<ReservationOutcome> outcomes = requests.stream().map(allocation::decide).toList();
    reservations.insert(allocation.made());
    reservations.update(allocation.released());
    items.update(stock.values());
    return outcomes;
  }

  private static Set<Sku> skusOf(
      List<StockRequest> requests, Map<OrderId, Reservation> reservations) {
    var skus = new HashSet<Sku>();
    for (StockRequest request : requests) {
      itemsOf(request, reservations).map(ItemQuantity::sku).forEach(skus::add);
    }
    return skus;
  }

  private static Stream<ItemQuantity> itemsOf(
      StockRequest request, Map<OrderId, Reservation> reservations) {
    Reservation reservation = reservations.get(request.orderId());
    if (reservation != null) {
      return reservation.items().stream();
    }
    return switch (request) {
      case StockRequest.Reserve reserve -> reserve.items().stream();
      case StockRequest.Release _ -> Stream.empty();
    };
  }
}
