package io.orderstream.inventory.publishing;

import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.Schemas;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ReservationEvent;
import io.orderstream.contracts.inventory.ReservedItem;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReleased;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.inventory.domain.ItemQuantity;
import io.orderstream.inventory.domain.ReservationOutcome;
import io.orderstream.inventory.domain.ReservationOutcome.Rejected;
import io.orderstream.inventory.domain.ReservationOutcome.Released;
import io.orderstream.inventory.domain.ReservationOutcome.Reserved;
import io.orderstream.inventory.domain.ReservationOutcome.Unchanged;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.messaging.publishing.Outbox;
import io.orderstream.messaging.publishing.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers order events with what became of the stock. */
@Component
public class ReservationReplies {

  private static final long DECISION = 1;
  private static final long RELEASE = 2;

  private final Outbox outbox;

  ReservationReplies(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Answers an event, in the current transaction; where nothing moved there is no answer. */
  public void reply(ReservationOutcome outcome, EventMetadata cause) {
    switch (outcome) {
      case Reserved(var orderId, var items, var at) ->
          append(
              new StockReserved(orderId.value(), onTheWire(items), at),
              StockReserved.TYPE,
              DECISION,
              at,
              cause);
      case Rejected(var orderId, var refused, var at) ->
          append(
              new StockRejected(orderId.value(), refusedOnTheWire(refused), at),
              StockRejected.TYPE,
              DECISION,
              at,
              cause);
      case Released(var orderId, var items, var at) ->
          append(
              new StockReleased(orderId.value(), onTheWire(items), at),
              StockReleased.TYPE,
              RELEASE,
              at,
              cause);
      case Unchanged _ -> {}
    }
  }

  private void append(
      ReservationEvent event, String type, long version, Instant at, EventMetadata cause) {
    outbox.append(
        new OutgoingEvent(
                Topics.RESERVATION_EVENTS.name(),
                event.orderId().toString(),
                version,
                type,
                Schemas.of(type),
                at,
                event)
            .causedBy(cause));
  }

  private static List<ReservedItem> onTheWire(List<ItemQuantity> items) {
    return items.stream()
        .map(item -> new ReservedItem(item.sku().value(), item.quantity().value()))
        .toList();
  }

  private static List<RefusedItem> refusedOnTheWire(
      List<io.orderstream.inventory.domain.RefusedItem> refused) {
    return refused.stream()
        .map(
            item ->
                new RefusedItem(
                    item.sku().value(),
                    switch (item.reason()) {
                      case INSUFFICIENT_STOCK -> RefusedItem.Reason.INSUFFICIENT_STOCK;
                      case UNKNOWN_ITEM -> RefusedItem.Reason.UNKNOWN_ITEM;
                    },
                    item.requested().value(),
                    item.available()))
        .toList();
  }
}
