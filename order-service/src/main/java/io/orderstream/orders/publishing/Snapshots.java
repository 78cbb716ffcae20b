package io.orderstream.orders.publishing;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.orders.domain.EmailAddress;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderLine;
import java.util.List;

/** An order in the words of the contract. */
final class Snapshots {

  private Snapshots() {}

  static OrderSnapshot of(Order order) {
    EmailAddress email = order.email();
    return new OrderSnapshot(
        order.id().value(),
        order.customerId().value(),
        email == null ? null : email.value(),
        order.lines().stream().map(Snapshots::of).toList(),
        of(order.total()),
        order.placedAt());
  }

  static List<RefusedItem> of(List<io.orderstream.orders.domain.RefusedItem> items) {
    return items.stream().map(Snapshots::of).toList();
  }

  private static OrderSnapshot.Line of(OrderLine line) {
    return new OrderSnapshot.Line(
        line.sku().value(),
        line.name(),
        line.quantity().value(),
        of(line.unitPrice()),
        of(line.total()));
  }

  private static Money of(io.orderstream.orders.domain.Money money) {
    return new Money(money.digits(), money.currency().getCurrencyCode());
  }

  private static RefusedItem of(io.orderstream.orders.domain.RefusedItem item) {
    return new RefusedItem(
        item.sku().value(),
        switch (item.reason()) {
          case INSUFFICIENT_STOCK -> RefusedItem.Reason.INSUFFICIENT_STOCK;
          case UNKNOWN_ITEM -> RefusedItem.Reason.UNKNOWN_ITEM;
        },
        item.requested(),
        item.available());
  }
}
