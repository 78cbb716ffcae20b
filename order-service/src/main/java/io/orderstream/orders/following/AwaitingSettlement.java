package io.orderstream.orders.following;

import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.Reach;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Waits until orders are settled. */
@Service
public class AwaitingSettlement {

  private static final Logger log = LoggerFactory.getLogger(AwaitingSettlement.class);
  private static final int MOST_AT_ONCE = 200;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final OrderFollowers followers;
  private final FindingOrders finding;

  AwaitingSettlement(OrderFollowers followers, FindingOrders finding) {
    this.followers = followers;
    this.finding = finding;
  }

  /**
   * Blocks the current thread, which is meant to be a virtual one, until an order is settled or the
   * time is up.
   *
   * @return the order as it is then; null if that cannot be waited for now
   */
  public @Nullable Order await(OrderId id, Duration limit) {
    if (!free.tryAcquire()) {
      return null;
    }
    BlockingQueue<Order> settled = new ArrayBlockingQueue<>(1);
    try (Following following =
        followers.follow(id, Reach.everybody(), order -> offerIfSettled(order, settled))) {
      offerIfSettled(following.order(), settled);
      Order order = settled.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      return order != null ? order : finding.find(id, Reach.everybody());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("Nobody can tell whether order {} is settled", id, e);
    } finally {
      free.release();
    }
    return null;
  }

  private static void offerIfSettled(Order order, BlockingQueue<Order> settled) {
    if (order.status().isSettled()) {
      var _ = settled.offer(order);
    }
  }
}
