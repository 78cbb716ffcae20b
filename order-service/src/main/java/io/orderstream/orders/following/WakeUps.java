package io.orderstream.orders.following;

import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.OrderId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Collects the followed orders that have changed, and tells their followers the new states: one
 * query for all of them, however many changed. Orders that the database does not give stay
 * collected. For one thread.
 */
@Component
class WakeUps {

  private static final Logger log = LoggerFactory.getLogger(WakeUps.class);
  private static final int MOST_AT_ONCE = 500;

  private final Set<OrderId> changed = new LinkedHashSet<>();
  private final OrderFollowers followers;
  private final FindingOrders finding;
  private boolean failing;

  WakeUps(OrderFollowers followers, FindingOrders finding) {
    this.followers = followers;
    this.finding = finding;
  }

  void collect(OrderId id) {
    if (followers.isFollowed(id)) {
      changed.add(id);
    }
  }

  void collectAll() {
    changed.addAll(followers.followed());
  }

  void deliver() {
    try {
      while (!changed.isEmpty()) {
        List<OrderId> some = changed.stream().limit(MOST_AT_ONCE).toList();
        finding.findAll(some).forEach(followers::tell);
        some.forEach(changed::remove);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        log.warn("Followers of {} orders wait for the database: {}", changed.size(), e.toString());
      }
      failing = true;
    }
  }
}
