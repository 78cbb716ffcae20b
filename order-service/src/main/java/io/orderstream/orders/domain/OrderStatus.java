package io.orderstream.orders.domain;

/** Where an order is in its life. */
public enum OrderStatus {
  /** Accepted; inventory has not answered yet. */
  PENDING,
  /** Everything in it is reserved. */
  CONFIRMED,
  /** Not everything in it was there, so nothing is reserved. */
  REJECTED,
  /** Called off. */
  CANCELLED;

  /** Whether inventory's answer is not waited for any more. */
  public boolean isSettled() {
    return this != PENDING;
  }

  boolean mayBecome(OrderStatus next) {
    return switch (this) {
      case PENDING -> next != PENDING;
      case CONFIRMED -> next == CANCELLED;
      case REJECTED, CANCELLED -> false;
    };
  }
}
