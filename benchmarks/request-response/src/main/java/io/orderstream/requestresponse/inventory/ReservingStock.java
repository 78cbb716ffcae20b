package io.orderstream.requestresponse.inventory;

import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.RefusedItem.Reason;
import io.orderstream.requestresponse.api.ReserveStock;
import io.orderstream.requestresponse.api.StockDecision;
import io.orderstream.requestresponse.inventory.Reservations.Reservation;
import io.orderstream.requestresponse.inventory.Reservations.Status;
import io.orderstream.requestresponse.web.Problem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reserves and releases stock for orders. */
@Service
class ReservingStock {

  private final StockItems items;
  private final Reservations reservations;
  private final Clock clock;

  ReservingStock(StockItems items, Reservations reservations, Clock clock) {
    this.items = items;
    this.reservations = reservations;
    this.clock = clock;
  }

  /**
   * Reserves everything an order asks for, or nothing. An order is decided on once, however often
   * it is asked for.
   *
   * @throws Problem if the order was released before
   */
  @Transactional
  public StockDecision reserve(ReserveStock request) {
    Map<String, Integer> wanted = addedUp(request.lines());
    Map<String, StockItem> stock = items.lock(wanted.keySet());
    List<RefusedItem> refused =
        wanted.entrySet().stream()
            .map(item -> refusal(item.getKey(), item.getValue(), stock.get(item.getKey())))
            .flatMap(Optional::stream)
            .toList();
    if (!reservations.add(request.orderId(), wanted, refused, clock.instant())) {
      return earlier(request.orderId(), stock.values());
    }
    if (refused.isEmpty()) {
      items.reserve(wanted);
    }
    return decision(stock.values(), refused);
  }

  /** Puts back what an order holds, if anything; it never gets stock again. */
  @Transactional
  public void release(UUID order) {
    Map<String, Integer> held = reservations.release(order, clock.instant());
    if (!held.isEmpty()) {
      items.release(held);
    }
  }

  private StockDecision earlier(UUID order, Collection<StockItem> stock) {
    Reservation reservation = reservations.of(order);
    if (reservation.status() == Status.RELEASED) {
      throw Problem.of(
          HttpStatus.CONFLICT, "reservation-released", "Order " + order + " was called off");
    }
    return decision(stock, reservation.refused());
  }

  private static StockDecision decision(Collection<StockItem> stock, List<RefusedItem> refused) {
    return new StockDecision(
        stock.stream()
            .map(item -> new StockDecision.Item(item.sku(), item.name(), item.unitPrice()))
            .toList(),
        refused);
  }

  private static Optional<RefusedItem> refusal(String sku, int quantity, @Nullable StockItem item) {
    if (item == null) {
      return Optional.of(new RefusedItem(sku, Reason.UNKNOWN_ITEM, quantity, 0));
    }
    return item.available() >= quantity
        ? Optional.empty()
        : Optional.of(new RefusedItem(sku, Reason.INSUFFICIENT_STOCK, quantity, item.available()));
  }

  private static Map<String, Integer> addedUp(List<ReserveStock.Line> lines) {
    var quantities = new TreeMap<String, Integer>();
    lines.forEach(line -> quantities.merge(line.sku(), line.quantity(), Integer::sum));
    return quantities;
  }
}
