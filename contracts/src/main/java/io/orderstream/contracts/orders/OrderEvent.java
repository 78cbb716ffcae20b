package io.orderstream.contracts.orders;

/** Something that happened to an order. */
public sealed interface OrderEvent
    permits OrderCreated, OrderConfirmed, OrderRejected, OrderCancelled {

  OrderSnapshot order();
}
