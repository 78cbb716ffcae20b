package io.orderstream.orders.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders of a longer list.
 *
 * @param next what to ask for the orders that follow; null where none do
 */
public record OrderPage(List<Order> orders, @Nullable OrderId next) {

  /** Cuts a list to the limit; what is beyond it only tells that more follow. */
  static OrderPage of(List<Order> found, int limit) {
    if (found.size() <= limit) {
      return new OrderPage(found, null);
    }
    List<Order> page = found.subList(0, limit);
    return new OrderPage(page, page.getLast().id());
  }
}
