package io.orderstream.orders.domain;

/** Something that happened to an order. Published within the transaction it happened in. */
public sealed interface OrderEvent {

  /** The order, as this left it. */
  Order order();

  /** Which of the order's events this is: 1, 2, and so on without gaps. */
  int version();

  /** The order was accepted. */
  record Created(Order order, int version) implements OrderEvent {}

  /** Everything in it is reserved. */
  record Confirmed(Order order, int version) implements OrderEvent {}

  /** Not everything in it was there; {@link Order#refusedItems()} says what. */
  record Rejected(Order order, int version) implements OrderEvent {}

  /** It was called off. */
  record Cancelled(Order order, int version) implements OrderEvent {}
}
