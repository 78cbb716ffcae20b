package io.orderstream.inventory.listening;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.inventory.domain.ItemQuantity;
import io.orderstream.inventory.domain.OrderId;
import io.orderstream.inventory.domain.Quantity;
import io.orderstream.inventory.domain.ReservationOutcome;
import io.orderstream.inventory.domain.SettlingReservations;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockRequest;
import io.orderstream.inventory.publishing.ReservationReplies;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.consuming.ReceivedEvent;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks the stock for what orders need, and gives back what cancelled ones held. */
@Configuration(proxyBeanMethods = false)
class OrderEvents {

  @Bean
  EventSubscription orderEventSubscription(
      SettlingReservations settling, ReservationReplies replies) {
    return EventSubscription.to(Topics.ORDER_EVENTS.name())
        .as("inventory-service")
        .reading(OrderCreated.TYPE, OrderCreated.class)
        .reading(OrderCancelled.TYPE, OrderCancelled.class)
        .inBatches(events -> settle(events, settling, replies));
  }

  private static void settle(
      List<ReceivedEvent<?>> events, SettlingReservations settling, ReservationReplies replies) {
    List<ReservationOutcome> outcomes =
        settling.settle(events.stream().map(OrderEvents::request).toList());
    for (int i = 0; i < events.size(); i++) {
      replies.reply(outcomes.get(i), events.get(i).metadata());
    }
  }

  static StockRequest request(ReceivedEvent<?> event) {
    return switch (event.data()) {
      case OrderCreated(var order) ->
          new StockRequest.Reserve(
              new OrderId(order.id()), order.lines().stream().map(OrderEvents::item).toList());
      case OrderCancelled(var order, _) -> new StockRequest.Release(new OrderId(order.id()));
      default -> throw new IllegalStateException("not subscribed to " + event.metadata().type());
    };
  }

  private static ItemQuantity item(OrderSnapshot.Line line) {
    return new ItemQuantity(new Sku(line.sku()), new Quantity(line.quantity()));
  }
}
