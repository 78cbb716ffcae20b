package io.orderstream.orders;

import static org.awaitility.Awaitility.await;

import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.StockReply;
import io.orderstream.testing.DatabaseWork;
import io.orderstream.testing.RealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * An order costs the same however many there are: in pages that PostgreSQL touches, not in time.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "messaging.retention.interval=1d")
@Import({RealServers.class, Storefront.class, Inventory.class})
@DirtiesContext // no other test wants a million orders
class GrowthTests {

  private static final int FEW = 10_000;
  private static final int MANY = 300_000;

  /** Of a customer each; those that a first measurement leaves alone have the second. */
  private static final int ORDERS = 200;

  @Autowired private Storefront storefront;
  @Autowired private SettlingOrders settling;
  @Autowired private Inventory inventory;
  @Autowired private TransactionTemplate transaction;
  @Autowired private DataSource database;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("outboxRelay")
  private SmartLifecycle relay;

  private String sku;

  @Test
  void anOrderCostsTheSameHoweverManyThereAre() {
    sku = inventory.offers("12.50", "EUR");
    relay.stop();
    addPast(0, FEW);
    Costs few = costs(0);

    addPast(FEW, MANY);
    Costs many = costs(ORDERS);

    many.placing.requireNoMoreThan(few.placing);
    many.repeating.requireNoMoreThan(few.repeating);
    many.listing.requireNoMoreThan(few.listing);
    many.settling.requireNoMoreThan(few.settling);
    many.relaying.requireNoMoreThan(few.relaying);
  }

  private Costs costs(int firstCustomer) {
    emptyOutbox();
    List<String> customers =
        IntStream.range(firstCustomer, firstCustomer + ORDERS)
            .mapToObj(number -> "customer-" + number)
            .toList();
    List<String> requests = customers.stream().map(this::request).toList();
    List<String> keys = requests.stream().map(_ -> UUID.randomUUID().toString()).toList();
    List<OrderId> orders = new ArrayList<>();
    DatabaseWork placing =
        work(
            () -> {
              for (int i = 0; i < ORDERS; i++) {
                orders.add(place(requests.get(i), keys.get(i)));
              }
            });
    DatabaseWork repeating =
        work(
            () -> {
              for (int i = 0; i < ORDERS; i++) {
                place(requests.get(i), keys.get(i));
              }
            });
    DatabaseWork listing = work(() -> customers.forEach(this::list));
    emptyOutbox();
    DatabaseWork settling = work(() -> settle(orders));
    // what was appended together lies together; how the placed ones are spread over pages differs
    DatabaseWork relaying = work(this::relayAll);
    return new Costs(placing, repeating, listing, settling, relaying);
  }

  private DatabaseWork work(Runnable work) {
    return DatabaseWork.of(
        database,
        List.of(
            "orders", "idempotency_keys", "catalogue_items", "messaging.outbox", "messaging.inbox"),
        work);
  }

  private String request(String customer) {
    return """
        {"customerId": "%s", "lines": [{"sku": "%s", "quantity": 1}]}
        """
        .formatted(customer, sku);
  }

  private OrderId place(String request, String key) {
    ResponseSpec answer =
        storefront
            .http()
            .post()
            .uri("/api/v1/orders")
            .header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON)
            .body(request)
            .exchange()
            .expectStatus()
            .isCreated();
    JsonNode order = answer.returnResult(JsonNode.class).getResponseBody();
    return new OrderId(UUID.fromString(order.get("id").stringValue()));
  }

  private void list(String customer) {
    storefront
        .http()
        .get()
        .uri("/api/v1/orders?limit=1&customerId={customer}", customer)
        .exchange()
        .expectStatus()
        .isOk();
  }

  private void emptyOutbox() {
    relayAll();
    jdbc.sql("vacuum messaging.outbox").update();
  }

  private void relayAll() {
    relay.start();
    await()
        .until(
            () ->
                jdbc.sql("select not exists (select from messaging.outbox)")
                    .query(Boolean.class)
                    .single());
    relay.stop();
  }

  /** As the listener does: inbox rows and changed orders of a batch in one transaction. */
  private void settle(List<OrderId> orders) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql(
                  """
                  insert into messaging.inbox (consumer_group, event_id, received_at)
                  select 'order-service', uuidv7(), now() from generate_series(1, ?)
                  on conflict do nothing
                  """)
              .param(orders.size())
              .update();
          settling.settle(
              orders.stream()
                  .map(id -> (StockReply) new StockReply.Reserved(id, Cause.request("measured")))
                  .toList());
        });
  }

  /** What orders would have left in the tables, the oldest first, as they came. */
  private void addPast(int from, int to) {
    CompletableFuture.allOf(
            add(
                "orders",
                """
                uuidv7(-n * interval '100 ms'), 1, 'customer-' || n % 400, null,
                '[{"sku":"MUG","name":"Mug","quantity":1,"unitPrice":"12.50","currency":"EUR"}]',
                12.50, 'EUR', case n % 50 when 0 then 'REJECTED' else 'CONFIRMED' end, '[]',
                now(), now(), '[]'
                """,
                from,
                to),
            add(
                "idempotency_keys",
                """
                'storefront', uuidv7(-n * interval '100 ms'), '', uuidv7(),
                now() - n * interval '100 ms'
                """,
                from,
                to),
            add(
                "messaging.inbox",
                "'order-service', uuidv7(-n * interval '100 ms'), now() - n * interval '100 ms'",
                from,
                to))
        .join();
  }

  private CompletableFuture<Void> add(String table, String row, int from, int to) {
    return CompletableFuture.runAsync(
        () -> {
          // its work would be counted, too
          jdbc.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
          jdbc.sql(
                  "insert into %s select %s from generate_series(?, ?, -1) n".formatted(table, row))
              .params(to, from + 1)
              .update();
          jdbc.sql("analyze " + table).update();
        });
  }

  private record Costs(
      DatabaseWork placing,
      DatabaseWork repeating,
      DatabaseWork listing,
      DatabaseWork settling,
      DatabaseWork relaying) {}
}
