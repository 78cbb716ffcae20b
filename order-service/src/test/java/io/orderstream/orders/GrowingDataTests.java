package io.orderstream.orders;

import static org.awaitility.Awaitility.await;

import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.EmailAddress;
import io.orderstream.orders.domain.IdempotencyKey;
import io.orderstream.orders.domain.OrderDraft;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderRequest;
import io.orderstream.orders.domain.PlacingOrders;
import io.orderstream.orders.domain.Quantity;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.Sku;
import io.orderstream.orders.domain.StockReply;
import io.orderstream.testing.Servers;
import io.orderstream.testing.TestIssuer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long an order takes where there are many already. Prints a table; docs/data.md has one, and
 * says how to run this, which takes minutes and some gigabytes. {@link GrowthTests} checks the same
 * without a clock.
 */
@Tag("measurement")
@SpringBootTest(properties = "messaging.retention.interval=1d")
@Import({TestIssuer.class, Inventory.class, GrowingDataTests.DurableDatabase.class})
class GrowingDataTests {

  private static final List<Integer> PAST_ORDERS =
      Stream.of(System.getProperty("past.orders", "0,100000,5000000").split(","))
          .map(Integer::valueOf)
          .toList();

  private static final int ORDERS = 2_000;
  private static final int ROUNDS = 7;
  private static final int BATCH = 500;
  private static final int CHUNK = 250_000;

  @Autowired private PlacingOrders placing;
  @Autowired private SettlingOrders settling;
  @Autowired private Inventory inventory;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("outboxRelay")
  private SmartLifecycle relay;

  private String sku;
  private int past;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void measuresWhatAnOrderCosts() {
    sku = inventory.offers("12.50", "EUR");
    measure(ROUNDS);
    jdbc.sql("truncate orders, idempotency_keys, messaging.inbox").update();

    List<Cost> costs = new ArrayList<>();
    for (int orders : PAST_ORDERS) {
      grow(orders);
      costs.add(measure(ROUNDS));
      print(costs);
    }
  }

  private Cost measure(int rounds) {
    List<Cost> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      relay.stop();
      List<OrderId> orders = new ArrayList<>(ORDERS);
      double placing =
          microsOf(
              () -> {
                for (int i = 0; i < ORDERS; i++) {
                  orders.add(place());
                }
              });
      double relaying = microsOf(this::relayAll);
      relay.stop();
      double settling = microsOf(() -> settle(orders));
      relayAll();
      costs.add(new Cost(past, placing, relaying, settling));
    }
    return Cost.leastOf(past, costs);
  }

  private OrderId place() {
    OrderDraft draft =
        new OrderDraft(
            new CustomerId("customer-" + (int) (Math.random() * 100_000)),
            new EmailAddress("ada@example.org"),
            List.of(new OrderDraft.Line(new Sku(sku), new Quantity(1))),
            null);
    IdempotencyKey key = new IdempotencyKey("storefront", UUID.randomUUID().toString());
    return placing
        .place(List.of(new OrderRequest(draft, key, Cause.request("measurement"))))
        .getFirst()
        .orThrow()
        .order()
        .id();
  }

  private void relayAll() {
    relay.start();
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                jdbc.sql("select not exists (select from messaging.outbox)")
                    .query(Boolean.class)
                    .single());
  }

  /** As the listener does: inbox rows and changed orders of a batch in one transaction. */
  private void settle(List<OrderId> orders) {
    for (int i = 0; i < orders.size(); i += BATCH) {
      List<OrderId> batch = orders.subList(i, Math.min(orders.size(), i + BATCH));
      transaction.executeWithoutResult(
          _ -> {
            jdbc.sql(
                    """
                    insert into messaging.inbox (consumer_group, event_id, received_at)
                    select 'order-service', uuidv7(), now() from generate_series(1, ?)
                    on conflict do nothing
                    """)
                .param(batch.size())
                .update();
            settling.settle(
                batch.stream()
                    .map(id -> (StockReply) new StockReply.Reserved(id, Cause.request("measured")))
                    .toList());
          });
    }
  }

  /** As orders, keys and inbox rows of the last week would have left the tables. */
  private void grow(int orders) {
    while (past < orders) {
      int chunk = Math.min(CHUNK, orders - past);
      jdbc.sql(
              """
              with placed as (
                select n, uuidv7(-n * interval '100 ms') as id, now() - n * interval '100 ms' as at
                from generate_series(:to, :from + 1, -1) n
              ), keys as (
                insert into idempotency_keys
                select 'storefront', gen_random_uuid(), sha256(n::text::bytea), id, at from placed
              ), heard as (
                insert into messaging.inbox
                select 'order-service', uuidv7(-n * interval '100 ms'), at from placed
              )
              insert into orders
              select id, 1, 'customer-' || n % 100000, 'ada@example.org',
                '[{"sku":"MUG-01","name":"Mug","quantity":1,"unitPrice":"12.50","currency":"EUR"}]',
                12.50, 'EUR', case n % 50 when 0 then 'REJECTED' else 'CONFIRMED' end, '[]',
                at, at, '[]'
              from placed
              """)
          // the oldest first, as they came
          .param("from", orders - past - chunk)
          .param("to", orders - past)
          .update();
      past += chunk;
    }
    for (String table : List.of("orders", "idempotency_keys", "messaging.inbox")) {
      jdbc.sql("vacuum (freeze, analyze) " + table).update();
    }
    jdbc.sql("checkpoint").update();
  }

  private static double microsOf(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e3 / ORDERS;
  }

  private static void print(List<Cost> costs) {
    System.out.printf("%n%12s %18s %18s %18s%n", "past orders", "place", "relay", "settle");
    Cost first = costs.getFirst();
    for (Cost cost : costs) {
      System.out.printf(
          "%,12d %s %s %s%n",
          cost.past,
          against(first.placing, cost.placing),
          against(first.relaying, cost.relaying),
          against(first.settling, cost.settling));
    }
  }

  private static String against(double first, double micros) {
    return "%9.0f µs (%4.2f)".formatted(micros, micros / first);
  }

  /** What one order costs, in microseconds. */
  private record Cost(int past, double placing, double relaying, double settling) {

    /** That of the fastest rounds: whatever else runs on the machine only makes one slower. */
    static Cost leastOf(int past, List<Cost> rounds) {
      return new Cost(
          past,
          rounds.stream().mapToDouble(Cost::placing).min().orElseThrow(),
          rounds.stream().mapToDouble(Cost::relaying).min().orElseThrow(),
          rounds.stream().mapToDouble(Cost::settling).min().orElseThrow());
    }
  }

  /** A server that writes to the disk before it answers, unlike that of other tests. */
  @TestConfiguration(proxyBeanMethods = false)
  static class DurableDatabase {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres server() throws IOException {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("shared_buffers", "512MB")
          .setServerConfig("max_wal_size", "4GB")
          .start();
    }

    @Bean
    JdbcConnectionDetails database(EmbeddedPostgres server) {
      return new JdbcConnectionDetails() {
        @Override
        public String getJdbcUrl() {
          return server.getJdbcUrl("postgres", "postgres");
        }

        @Override
        public String getUsername() {
          return "postgres";
        }

        @Override
        public String getPassword() {
          return "postgres";
        }
      };
    }

    @Bean
    KafkaConnectionDetails kafka() {
      return Servers.current()::bootstrapServers;
    }
  }
}
