package io.orderstream.orders.following;

import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderNotFound;
import io.orderstream.orders.domain.Reach;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who on this instance follows which order. */
@Component
public class OrderFollowers {

  private static final Logger log = LoggerFactory.getLogger(OrderFollowers.class);

  private final ConcurrentMap<OrderId, List<Consumer<Order>>> followers = new ConcurrentHashMap<>();
  private final FindingOrders finding;

  OrderFollowers(FindingOrders finding) {
    this.finding = finding;
  }

  /**
   * Tells how an order is now, and a follower about every change from then on. A change can be told
   * more than once, and an older state after a newer one.
   *
   * @param reach whose orders the follower may see
   * @param follower must not block: all followers are told on one thread
   * @throws OrderNotFound if there is no such order within reach
   */
  public Following follow(OrderId id, Reach reach, Consumer<Order> follower) {
    followers.merge(
        id, List.of(follower), (all, one) -> Stream.concat(all.stream(), one.stream()).toList());
    try {
      return new Following(finding.find(id, reach), () -> unfollow(id, follower));
    } catch (RuntimeException e) {
      unfollow(id, follower);
      throw e;
    }
  }

  private void unfollow(OrderId id, Consumer<Order> follower) {
    followers.computeIfPresent(id, (_, all) -> without(follower, all));
  }

  private static @Nullable List<Consumer<Order>> without(
      Consumer<Order> follower, List<Consumer<Order>> all) {
    List<Consumer<Order>> others = all.stream().filter(other -> !other.equals(follower)).toList();
    return others.isEmpty() ? null : others;
  }

  boolean isFollowed(OrderId id) {
    return followers.containsKey(id);
  }

  /** The orders that are followed now. */
  public List<OrderId> followed() {
    return List.copyOf(followers.keySet());
  }

  void tell(Order order) {
    for (Consumer<Order> follower : followers.getOrDefault(order.id(), List.of())) {
      try {
        follower.accept(order);
      } catch (RuntimeException e) {
        log.error("A follower of order {} failed", order.id(), e);
      }
    }
  }
}
