package io.orderstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how long an audit takes; {@code -Daudited.orders} says of how many orders. */
@Tag("measurement")
class AuditOfAMillionTests {

  private static final int ORDERS = Integer.getInteger("audited.orders", 1_000_000);

  @Test
  void auditsAMillionOrders() throws Exception {
    try (Shop shop = new Shop()) {
      store(shop);
      for (int order = 1; order <= ORDERS; order++) {
        shop.publish(Topics.ORDER_EVENTS, id(order, 0), 1, id(order, 1));
        shop.publish(Topics.ORDER_EVENTS, id(order, 0), 2, id(order, 2));
        shop.publish(Topics.RESERVATION_EVENTS, id(order, 0), 1, id(order, 3));
      }
      List<Breach> breaches = new ArrayList<>();
      Instant begin = Instant.now();

      AuditReport report = shop.audit(Duration.ZERO, breaches);

      System.out.printf(
          "audited %,d orders in %d s with a heap of at most %,d MB%n",
          report.orders(),
          Duration.between(begin, Instant.now()).toSeconds(),
          Runtime.getRuntime().maxMemory() >> 20);
      assertThat(report.orders()).isEqualTo(ORDERS);
      assertThat(breaches).isEmpty();
    }
  }

  /** An order's id, and those of its events: its number, and which of its ids it is. */
  private static UUID id(int order, int which) {
    return new UUID(which, order);
  }

  private static void store(Shop shop) throws Exception {
    String ids =
        """
        from (select n, lpad(to_hex(n), 16, '0') as hex from generate_series(1, %d) as n) as numbers,
          lateral (select ('0000000000000000' || hex)::uuid as id,
              ('0000000000000001' || hex)::uuid as created,
              ('0000000000000002' || hex)::uuid as settled) as ids
        """
            .formatted(ORDERS);
    shop.inOrders(
        """
        insert into orders (id, version, customer_id, lines, total_amount, total_currency, status,
            placed_at, updated_at, history)
        select id, 1, 'alice', '[{"sku": "S", "quantity": 1}]', 1, 'EUR', 'CONFIRMED', now(), now(),
            jsonb_build_array(
                jsonb_build_object('version', 1, 'status', 'PENDING', 'eventId', created),
                jsonb_build_object('version', 2, 'status', 'CONFIRMED', 'eventId', settled))
        """
            + ids);
    shop.inInventory(
        """
        insert into stock_item values ('S', 'Item', 1, 'EUR', 0, %1$d, true, 1, 0);
        insert into stock_adjustment (sku, delta, reason, available, adjusted_at)
            values ('S', %1$d, 'delivery', %1$d, now());
        insert into reservation
        select id, 'RESERVED', '[{"sku": "S", "quantity": 1}]', '[]', now(), null, 0
        """
                .formatted(ORDERS)
            + ids);
    shop.inNotifications(
        """
        insert into mails (id, order_id, order_version, kind, recipient, content,
            correlation_id, status, created_at, sent_at)
        select event, id, version, 'RECEIVED', 'a@b.c', '{}', 'c', 'SENT', now(), now()
        """
            + ids
            + ", lateral (values (created, 1), (settled, 2)) as mail (event, version)");
  }
}
