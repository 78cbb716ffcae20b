package io.orderstream.requestresponse.orders;

enum OrderStatus {
  PENDING,
  CONFIRMED,
  REJECTED
}
