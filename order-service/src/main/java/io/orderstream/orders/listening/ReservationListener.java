package io.orderstream.orders.listening;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.RefusedItem;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.Sku;
import io.orderstream.orders.domain.StockReply;
import io.orderstream.orders.publishing.Causes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        .inBatches(events -> settle(events, settling));
  }

  private static void settle(List<ReceivedEvent<?>> events, SettlingOrders settling) {
    List<StockReply> replies = new ArrayList<>(events.size());
    Map<OrderId, EventMetadata> causes = HashMap.newHashMap(events.size());
    for (ReceivedEvent<?> event : events) {
      StockReply reply = reply(event.data());
      replies.add(reply);
      causes.put(reply.orderId(), event.metadata());
    }
    Causes.during(causes, () -> settling.settle(replies));
  }

  private static StockReply reply(Object data) {
    return switch (data) {
      case StockReserved reserved -> new StockReply.Reserved(new OrderId(reserved.orderId()));
      case StockRejected rejected ->
          new StockReply.Refused(
              new OrderId(rejected.orderId()),
              rejected.refused().stream().map(ReservationListener::refused).toList());
      default -> throw new IllegalArgumentException("no reply to an order: " + data);
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
