package io.orderstream.orders.publishing;

import io.orderstream.contracts.Schemas;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.messaging.publishing.EventCause;
import io.orderstream.messaging.publishing.Outbox;
import io.orderstream.messaging.publishing.OutgoingEvent;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.HistoryEntry;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderEvent;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts what happened to an order into the outbox, in the transaction it happened in. */
@Component
class OrderEventPublisher {

  private final Outbox outbox;

  OrderEventPublisher(Outbox outbox) {
    this.outbox = outbox;
  }

  @EventListener
  void publish(OrderEvent event) {
    Order order = event.order();
    OrderSnapshot snapshot = Snapshots.of(order);
    Instant at = event.entry().at();
    switch (event) {
      case OrderEvent.Created _ -> append(event, new OrderCreated(snapshot));
      case OrderEvent.Confirmed _ -> append(event, new OrderConfirmed(snapshot, at));
      case OrderEvent.Rejected _ ->
          append(event, new OrderRejected(snapshot, Snapshots.of(order.refusedItems()), at));
      case OrderEvent.Cancelled _ -> append(event, new OrderCancelled(snapshot, at));
    }
  }

  private void append(OrderEvent event, Object data) {
    Order order = event.order();
    HistoryEntry entry = event.entry();
    Cause cause = entry.cause();
    String type = EventTypes.of(entry);
    outbox.append(
        new OutgoingEvent(
                Topics.ORDER_EVENTS.name(),
                order.id().toString(),
                entry.version(),
                type,
                Schemas.of(type),
                entry.at(),
                data)
            .withId(entry.eventId())
            .causedBy(new EventCause(cause.correlationId(), cause.causationId(), cause.trace())));
  }
}
