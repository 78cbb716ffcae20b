package io.orderstream.inventory.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order got of the stock. There is one for each order, for ever.
 *
 * @param items what the order holds, or held until it was released
 * @param version how often it was changed since it was made
 */
record Reservation(
    OrderId orderId,
    Status status,
    List<ItemQuantity> items,
    List<RefusedItem> refused,
    Instant decidedAt,
    @Nullable Instant releasedAt,
    long version) {

  enum Status {
    RESERVED,
    REJECTED,
    RELEASED
  }

  static Reservation reserved(OrderId orderId, List<ItemQuantity> items, Instant now) {
    return new Reservation(orderId, Status.RESERVED, items, List.of(), now, null, 0);
  }

  static Reservation rejected(OrderId orderId, List<RefusedItem> refused, Instant now) {
    return new Reservation(orderId, Status.REJECTED, List.of(), refused, now, null, 0);
  }

  /** Stands for an order that was called off before it was seen, so that it never gets stock. */
  static Reservation neverToBe(OrderId orderId, Instant now) {
    return new Reservation(orderId, Status.RELEASED, List.of(), List.of(), now, now, 0);
  }

  boolean holdsStock() {
    return status == Status.RESERVED;
  }

  /**
   * The same reservation after the stock was given back.
   *
   * @throws IllegalStateException if it holds no stock
   */
  Reservation released(Instant now) {
    if (!holdsStock()) {
      throw new IllegalStateException(
          "reservation %s is %s and holds no stock".formatted(orderId.value(), status));
    }
    return new Reservation(orderId, Status.RELEASED, items, refused, decidedAt, now, version + 1);
  }
}
