package io.orderstream.orders.domain;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.PredicateSpecification;

/**
 * Which orders to list; what is null does not narrow the list.
 *
 * @param reach whose orders
 * @param placedFrom the first time at which they were placed
 * @param placedBefore the time before which they were placed
 * @param after the last order of the page before
 * @param limit the most orders to return
 */
public record OrderQuery(
    Reach reach,
    @Nullable OrderStatus status,
    @Nullable Instant placedFrom,
    @Nullable Instant placedBefore,
    @Nullable OrderId after,
    int limit) {

  PredicateSpecification<Order> matches() {
    return PredicateSpecification.allOf(
        given(reach.only(), OrderFilters::of),
        given(status, OrderFilters::in),
        given(placedFrom, time -> OrderFilters.from(OrderId.firstAt(time))),
        given(placedBefore, time -> OrderFilters.below(OrderId.firstAt(time))),
        given(after, OrderFilters::below));
  }

  private static <T> PredicateSpecification<Order> given(
      @Nullable T value, Function<T, PredicateSpecification<Order>> filter) {
    return value == null ? PredicateSpecification.unrestricted() : filter.apply(value);
  }
}
