package io.orderstream.notifications.listening;

import static java.util.stream.Collectors.toMap;

import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderEvent;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.correlation.Correlation;
import io.orderstream.notifications.domain.Mail;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.Money;
import io.orderstream.notifications.domain.OrderSummary;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mail that an order event calls for. */
final class ToMail {

  private ToMail() {}

  static Mail from(ReceivedEvent<?> received) {
    OrderEvent event = (OrderEvent) received.data();
    OrderSnapshot order = event.order();
    return new Mail(
        received.metadata().id(),
        order.id(),
        order.customerId(),
        received.metadata().aggregateVersion(),
        kindOf(event),
        recipient(order.email()),
        summary(event),
        Correlation.accept(received.metadata().correlationId()));
  }

  private static MailKind kindOf(OrderEvent event) {
    return switch (event) {
      case OrderCreated _ -> MailKind.RECEIVED;
      case OrderConfirmed _ -> MailKind.CONFIRMED;
      case OrderRejected _ -> MailKind.REJECTED;
      case OrderCancelled _ -> MailKind.CANCELLED;
    };
  }

  private static @Nullable String recipient(@Nullable String email) {
    return email == null || email.isBlank() ? null : email;
  }

  private static OrderSummary summary(OrderEvent event) {
    OrderSnapshot order = event.order();
    return new OrderSummary(
        order.lines().stream().map(ToMail::line).toList(),
        money(order.total()),
        order.placedAt(),
        event instanceof OrderRejected rejected ? shortages(rejected) : List.of());
  }

  private static OrderSummary.Line line(OrderSnapshot.Line line) {
    return new OrderSummary.Line(
        line.sku(), line.name(), line.quantity(), money(line.unitPrice()), money(line.total()));
  }

  private static List<OrderSummary.Shortage> shortages(OrderRejected rejected) {
    Map<String, String> names =
        rejected.order().lines().stream()
            .collect(toMap(OrderSnapshot.Line::sku, OrderSnapshot.Line::name, (first, _) -> first));
    return rejected.refused().stream()
        .map(item -> shortage(item, names.getOrDefault(item.sku(), item.sku())))
        .toList();
  }

  private static OrderSummary.Shortage shortage(RefusedItem item, String name) {
    return new OrderSummary.Shortage(
        name, item.reason() == RefusedItem.Reason.UNKNOWN_ITEM, item.requested(), item.available());
  }

  private static Money money(io.orderstream.contracts.Money money) {
    return new Money(new BigDecimal(money.amount()), Currency.getInstance(money.currency()));
  }
}
