package io.orderstream.requestresponse.orders;

/**
 * What a request to place an order led to.
 *
 * @param order settled
 * @param replayed whether an earlier request placed it
 */
record Placement(Order order, boolean replayed) {}
