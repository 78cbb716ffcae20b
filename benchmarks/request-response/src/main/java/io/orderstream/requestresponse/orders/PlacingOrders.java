package io.orderstream.requestresponse.orders;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.api.NotifyCustomer.Kind;
import io.orderstream.requestresponse.api.NotifyCustomer.Message;
import io.orderstream.requestresponse.web.CorrelationFilter;
import io.orderstream.requestresponse.web.Problem;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Takes an order through the whole chain: accepted, reserved, settled, and the customer told.
 *
 * <p>The order is stored before inventory is asked, so that whoever repeats the request with its
 * key goes on with the same order, for which inventory reserves once only. An order that cannot be
 * settled is removed, and then what may be reserved for it is put back: in this sequence, as
 * another request may have settled it in the meantime. A customer who cannot be told keeps the
 * order.
 */
@Service
class PlacingOrders {

  private static final Logger log = LoggerFactory.getLogger(PlacingOrders.class);

  private final Orders orders;
  private final InventoryClient inventory;
  private final NotificationClient notifications;
  private final Clock clock;

  PlacingOrders(
      Orders orders, InventoryClient inventory, NotificationClient notifications, Clock clock) {
    this.orders = orders;
    this.inventory = inventory;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * Places an order, unless the same request with the same key did before.
   *
   * @throws Problem if there is no such order, and nothing is left of it
   */
  Placement place(OrderDraft draft, @Nullable IdempotencyKey key) {
    Order placed = Order.place(draft, clock.instant(), CorrelationFilter.currentId());
    Order accepted = orders.accept(placed, draft, key);
    if (accepted.isSettled()) {
      return new Placement(accepted, true);
    }
    Optional<Order> settled = settle(accepted, draft, key);
    if (settled.isEmpty()) {
      return settledByAnother(accepted);
    }
    tell(settled.get());
    return new Placement(settled.get(), false);
  }

  /** The order with its outcome, unless another request has settled it or called it off. */
  private Optional<Order> settle(Order order, OrderDraft draft, @Nullable IdempotencyKey key) {
    try {
      Order settled =
          order.settledBy(inventory.reserve(order), clock.instant(), CorrelationFilter.currentId());
      draft.requireExpected(settled);
      return orders.settle(settled) ? Optional.of(settled) : Optional.empty();
    } catch (RuntimeException e) {
      callOff(order, key);
      throw e;
    }
  }

  private void callOff(Order order, @Nullable IdempotencyKey key) {
    try {
      if (orders.discard(order.id(), key)) {
        inventory.release(order.id());
      }
    } catch (RuntimeException e) {
      log.warn("Order {} is off, but may hold stock still: {}", order.id(), e.toString());
    }
  }

  private Placement settledByAnother(Order order) {
    return orders
        .find(order.id())
        .map(settled -> new Placement(settled, true))
        .orElseThrow(
            () ->
                Problem.passing(
                    HttpStatus.CONFLICT,
                    "idempotency-key-in-use",
                    "Another request with this key has called the order off: try again"));
  }

  private void tell(Order order) {
    try {
      notifications.send(news(order));
    } catch (ServiceUnavailable e) {
      log.warn("The customer may not know what became of order {}: {}", order.id(), e.toString());
    }
  }

  private static NotifyCustomer news(Order order) {
    return new NotifyCustomer(
        new OrderSnapshot(
            order.id(),
            order.customerId(),
            order.email(),
            order.lines().stream().map(PlacingOrders::line).toList(),
            requireNonNull(order.total()),
            order.placedAt()),
        order.history().stream().map(PlacingOrders::message).toList(),
        order.refused());
  }

  private static OrderSnapshot.Line line(OrderLine line) {
    return new OrderSnapshot.Line(
        line.sku(),
        requireNonNull(line.name()),
        line.quantity(),
        requireNonNull(line.unitPrice()),
        line.total().toMoney());
  }

  private static Message message(HistoryEntry entry) {
    Kind kind =
        switch (entry.status()) {
          case PENDING -> Kind.RECEIVED;
          case CONFIRMED -> Kind.CONFIRMED;
          case REJECTED -> Kind.REJECTED;
        };
    return new Message(entry.eventId(), entry.version(), kind);
  }
}
