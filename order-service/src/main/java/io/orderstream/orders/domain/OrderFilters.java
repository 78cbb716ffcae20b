package io.orderstream.orders.domain;

import org.springframework.data.jpa.domain.PredicateSpecification;

/** Conditions on orders, such as indexes support. Times are conditions on ids, which tell them. */
final class OrderFilters {

  private OrderFilters() {}

  static PredicateSpecification<Order> of(CustomerId customer) {
    return (order, is) -> is.equal(order.get("customerId"), customer);
  }

  /** The status is part of the statement, as only then the database knows which index serves. */
  static PredicateSpecification<Order> in(OrderStatus status) {
    return (order, is) -> is.equal(order.get("status"), is.literal(status));
  }

  static PredicateSpecification<Order> from(OrderId id) {
    return (order, is) -> is.greaterThanOrEqualTo(order.get("id").get("value"), id.value());
  }

  static PredicateSpecification<Order> above(OrderId id) {
    return (order, is) -> is.greaterThan(order.get("id").get("value"), id.value());
  }

  static PredicateSpecification<Order> below(OrderId id) {
    return (order, is) -> is.lessThan(order.get("id").get("value"), id.value());
  }
}
