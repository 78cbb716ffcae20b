package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.orders.OrderTopic.Published;
import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.Reach;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.StockReply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OrderServiceTest
class CancellingOrdersTests {

  private static final Cause TEST = Cause.request("test");

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderTopic topic;
  @Autowired private SettlingOrders settling;
  @Autowired private CancellingOrders cancelling;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  @Test
  void cancelsAPendingOrder() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .cancels(order)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("CANCELLED");

    Published cancelled = topic.eventsOf(order, 2).getLast();
    assertThat(cancelled.type()).isEqualTo(OrderCancelled.TYPE);
    assertThat(cancelled.version()).isEqualTo(2);
    assertThat(cancelled.json().at("/data/cancelledAt")).isEqualTo(cancelled.json().get("time"));
  }

  @Test
  void leavesACancelledOrderAsItIs() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(order).expectStatus().isOk();

    storefront.cancels(order).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
  }

  @Test
  void refusesToCancelARejectedOrder() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    inventory.publish(Inventory.rejected(order));
    await().until(() -> storefront.statusOf(order).equals("REJECTED"));

    storefront
        .cancels(order)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-state-conflict");
  }

  @Test
  void cancelsOnlyTheVersionAskedFor() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .cancels(order, "\"7\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("version-conflict");
    storefront.cancels(order, "W/\"1\"").expectStatus().isEqualTo(412);
    assertThat(storefront.statusOf(order)).isEqualTo("PENDING");

    storefront.cancels(order, "\"7\", \"1\"").expectStatus().isOk();
  }

  @Test
  void cancelsAnyVersionIfAskedTo() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront.cancels(order, "*").expectStatus().isOk();
  }

  @Test
  void knowsNoOtherOrders() {
    storefront
        .cancels(UUID.randomUUID())
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-not-found");
  }

  @Test
  void cancelsAnOrderThatIsBeingConfirmed() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    var answer =
        transaction.execute(
            _ -> {
              settling.settle(List.of(new StockReply.Reserved(new OrderId(order), TEST)));
              var cancelled = CompletableFuture.supplyAsync(() -> cancel(order));
              awaitLocked();
              return cancelled;
            });

    assertThat(answer.join()).isEqualTo(HttpStatus.OK);
    assertThat(topic.eventsUntil(order, OrderCancelled.TYPE))
        .extracting(Published::version)
        .containsExactly(1, 2, 3);
  }

  @Test
  void staysCancelledWhenTheReplyComesMeanwhile() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    var reply = Inventory.reserved(order);

    transaction.executeWithoutResult(
        _ -> {
          cancelling.cancel(new OrderId(order), Reach.everybody(), _ -> true, TEST);
          inventory.publish(reply);
          awaitLocked();
        });

    await().until(() -> inventory.wasHeard(reply));
    assertThat(storefront.statusOf(order)).isEqualTo("CANCELLED");
    storefront.gets(order).expectHeader().valueEquals("ETag", "\"2\"");
  }

  @Test
  void cancelsOnceHoweverManyAskAtOnce() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    assertThat(Race.of(8, () -> cancel(order))).containsOnly(HttpStatus.OK);

    storefront.gets(order).expectHeader().valueEquals("ETag", "\"2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "nonsense", "\"1", "\"1\", 2", "**"})
  void refusesWhatIsNoVersion(String ifMatch) {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .cancels(order, ifMatch)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-parameter")
        .jsonPath("$.errors[0].parameter")
        .isEqualTo("If-Match");
    assertThat(storefront.statusOf(order)).isEqualTo("PENDING");
  }

  @Test
  void cancelsOnceForTwoWhoAskAtOnce() {
    String sku = inventory.offers("1.00", "EUR");
    for (int i = 0; i < 10; i++) {
      UUID order = storefront.orders(sku, 1);

      assertThat(Race.of(2, () -> cancel(order))).containsOnly(HttpStatus.OK);

      storefront.gets(order).expectHeader().valueEquals("ETag", "\"2\"");
      assertThat(topic.eventsUntil(order, OrderCancelled.TYPE)).hasSize(2);
    }
  }

  @Test
  void cancelsOneVersionForOneOfTwoWhoAskAtOnce() {
    String sku = inventory.offers("1.00", "EUR");
    for (int i = 0; i < 10; i++) {
      UUID order = storefront.orders(sku, 1);

      assertThat(Race.of(2, () -> cancel(order, "\"1\"")))
          .containsExactlyInAnyOrder(HttpStatus.OK, HttpStatus.PRECONDITION_FAILED);
    }
  }

  @Test
  void endsCancelledWhoeverIsFirstWhenStockIsReservedAtTheSameMoment() {
    String sku = inventory.offers("1.00", "EUR");
    for (int i = 0; i < 25; i++) {
      UUID order = storefront.orders(sku, 1);

      HttpStatusCode answer =
          Race.<HttpStatusCode>of(
                  List.of(
                      () -> cancel(order),
                      () -> settle(new StockReply.Reserved(new OrderId(order), TEST))))
              .getFirst();

      assertThat(answer).isEqualTo(HttpStatus.OK);
      assertThat(storefront.statusOf(order)).isEqualTo("CANCELLED");
      List<Published> events = topic.eventsUntil(order, OrderCancelled.TYPE);
      assertThat(events).extracting(Published::version).isEqualTo(upTo(events.size()));
    }
  }

  @Test
  void endsAsItWasAnsweredWhenStockIsRefusedAtTheSameMoment() {
    String sku = inventory.offers("1.00", "EUR");
    for (int i = 0; i < 25; i++) {
      UUID order = storefront.orders(sku, 1);
      StockReply refused = new StockReply.Refused(new OrderId(order), List.of(), TEST);

      HttpStatusCode answer =
          Race.<HttpStatusCode>of(List.of(() -> cancel(order), () -> settle(refused))).getFirst();

      assertThat(storefront.statusOf(order))
          .isEqualTo(answer.is2xxSuccessful() ? "CANCELLED" : "REJECTED");
      assertThat(answer).isIn(HttpStatus.OK, HttpStatus.CONFLICT);
      assertThat(topic.eventsOf(order, 2)).hasSize(2);
    }
  }

  private HttpStatusCode settle(StockReply reply) {
    settling.settle(List.of(reply));
    return HttpStatus.OK;
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private HttpStatusCode cancel(UUID order, String ifMatch) {
    return storefront.cancels(order, ifMatch).returnResult(byte[].class).getStatus();
  }

  private HttpStatusCode cancel(UUID order) {
    return storefront.cancels(order).returnResult(byte[].class).getStatus();
  }

  /** Waits until another transaction waits for this one. */
  private void awaitLocked() {
    await()
        .pollInSameThread()
        .until(
            () ->
                jdbc.sql(
                        """
                        select exists (select from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock')
                        """)
                    .query(Boolean.class)
                    .single());
  }
}
