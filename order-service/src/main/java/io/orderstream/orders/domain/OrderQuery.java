package io.orderstream.orders.domain;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.PredicateSpecification;

/**
 * Which orders to list; what is null does not narrow the list.
 *
 * @param after the last order of the page before
 * @param limit the most orders to return
 */
public record OrderQuery(
    @Nullable CustomerId customerId,
    @Nullable OrderStatus status,
    @Nullable OrderId after,
    int limit) {

  private static final PredicateSpecification<Order> ANY = PredicateSpecification.unrestricted();

  PredicateSpecification<Order> matches() {
    return PredicateSpecification.allOf(
        customerId == null ? ANY : (order, is) -> is.equal(order.get("customerId"), customerId),
        status == null ? ANY : (order, is) -> is.equal(order.get("status"), status),
        after == null
            ? ANY
            : (order, is) -> is.lessThan(order.get("id").get("value"), after.value()));
  }
}
