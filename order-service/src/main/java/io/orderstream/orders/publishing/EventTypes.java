package io.orderstream.orders.publishing;

import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.orders.domain.HistoryEntry;

/** The names that events are published under. */
public final class EventTypes {

  private EventTypes() {}

  public static String of(HistoryEntry entry) {
    return switch (entry.status()) {
      case PENDING -> OrderCreated.TYPE;
      case CONFIRMED -> OrderConfirmed.TYPE;
      case REJECTED -> OrderRejected.TYPE;
      case CANCELLED -> OrderCancelled.TYPE;
    };
  }
}
