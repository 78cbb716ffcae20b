package io.orderstream.orders.listening;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.RefusedItem;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.Sku;
import io.orderstream.orders.domain.StockReply;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands inventory's answers to the orders that wait for them. */
@Configuration(proxyBeanMethods = false)
class ReservationListener {

  @Bean
  EventSubscription stockReplies(SettlingOrders settling) {
    return EventSubscription.to(Topics.RESERVATION_EVENTS.name())
        .as("order-service")
        .reading(StockReserved.TYPE, StockReserved.class)
        .reading(StockRejected.TYPE, StockRejected.class)
        .inBatches(
            events -> settling.settle(events.stream().map(ReservationListener::reply).toList()));
  }

  private static StockReply reply(ReceivedEvent<?> event) {
    EventMetadata metadata = event.metadata();
    Cause cause =
        new Cause(metadata.correlationId(), metadata.id().toString(), metadata.traceparent());
    return switch (event.data()) {
      case StockReserved reserved ->
          new StockReply.Reserved(new OrderId(reserved.orderId()), cause);
      case StockRejected rejected ->
          new StockReply.Refused(
              new OrderId(rejected.orderId()),
              rejected.refused().stream().map(ReservationListener::refused).toList(),
              cause);
      default -> throw new IllegalArgumentException("no reply to an order: " + event.data());
    };
  }

  private static RefusedItem refused(io.orderstream.contracts.RefusedItem item) {
    return new RefusedItem(
        new Sku(item.sku()),
        switch (item.reason()) {
          case INSUFFICIENT_STOCK -> RefusedItem.Reason.INSUFFICIENT_STOCK;
          case UNKNOWN_ITEM -> RefusedItem.Reason.UNKNOWN_ITEM;
        },
        item.requested(),
        item.available());
  }
}
