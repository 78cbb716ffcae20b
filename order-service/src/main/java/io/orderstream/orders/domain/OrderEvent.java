package io.orderstream.orders.domain;

/** Something that happened to an order. Published within the transaction it happened in. */
public sealed interface OrderEvent {

  /** The order, as this left it. */
  Order order();

  /** The event's place in the order's history. */
  HistoryEntry entry();

  /** The order was accepted. */
  record Created(Order order, HistoryEntry entry) implements OrderEvent {}

  /** Everything in it is reserved. */
  record Confirmed(Order order, HistoryEntry entry) implements OrderEvent {}

  /** Not everything in it was there; {@link Order#refusedItems()} says what. */
  record Rejected(Order order, HistoryEntry entry) implements OrderEvent {}

  /** It was called off. */
  record Cancelled(Order order, HistoryEntry entry) implements OrderEvent {}
}
