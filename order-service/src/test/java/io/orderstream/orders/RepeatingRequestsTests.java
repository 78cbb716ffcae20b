package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.IdempotencyKey;
import io.orderstream.orders.domain.IdempotencyKeyInUse;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderDraft;
import io.orderstream.orders.domain.OrderRequest;
import io.orderstream.orders.domain.Outcome;
import io.orderstream.orders.domain.Placement;
import io.orderstream.orders.domain.PlacingOrders;
import io.orderstream.orders.domain.Quantity;
import io.orderstream.orders.domain.Sku;
import io.orderstream.orders.domain.UnknownItems;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@OrderServiceTest
class RepeatingRequestsTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private PlacingOrders placing;
  @Autowired private TransactionTemplate transaction;
  @Autowired private HikariDataSource connections;
  @Autowired private JdbcClient jdbc;

  private final String customer = "customer-" + UUID.randomUUID();
  private final String key = "key " + UUID.randomUUID();

  @Test
  void givesTheFirstAnswerAgain() {
    String sku = inventory.offers("12.50", "EUR");
    Answer first = place(key, body(sku, 2));

    Answer second = place(key, body(sku, 2));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.replayed()).isNull();
    assertThat(second.replayed()).isEqualTo("true");
    assertThat(second.withoutMark()).isEqualTo(first);
    assertThat(orders()).isOne();
  }

  @Test
  void givesTheFirstAnswerStillWhenTheOrderHasMovedOn() {
    String sku = inventory.offers("12.50", "EUR");
    Answer first = place(key, body(sku, 2));
    inventory.publish(Inventory.rejected(first.order()));
    await().until(() -> storefront.statusOf(first.order()).equals("REJECTED"));
    inventory.publish(Inventory.itemState(sku, 2, "Dearer", "99.00", "EUR"));
    await().until(() -> priceOf(sku).equals("99.00"));

    assertThat(place(key, body(sku, 2)).withoutMark()).isEqualTo(first);
  }

  @Test
  void takesTheSameRequestInOtherWords() {
    String sku = inventory.offers("1.00", "EUR");
    Answer first = place(key, body(sku, 1));

    Answer second =
        place(
            key,
            "{\"lines\": [ {\"quantity\":1, \"sku\": \"%s\"} ], \"email\": null, \"customerId\": \"%s\"}"
                .formatted(sku, customer));

    assertThat(second.withoutMark()).isEqualTo(first);
  }

  @Test
  void placesOneOrderHoweverManyAskAtOnce() {
    String body = body(inventory.offers("12.50", "EUR"), 1);

    List<Answer> answers = Race.of(50, () -> place(key, body));

    List<Answer> created = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(created).isNotEmpty();
    assertThat(created)
        .extracting(Answer::withoutMark)
        .containsOnly(created.getFirst().withoutMark());
    assertThat(created).filteredOn(answer -> answer.replayed() == null).hasSizeLessThanOrEqualTo(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(409);
              assertThat(answer.retryAfter()).isEqualTo("1");
              assertThat(answer.body()).contains("\"idempotency-key-in-use\"");
            });
    assertThat(orders()).isOne();
  }

  @Test
  void givesAllTheSameAnswerWhoTryAgain() {
    String body = body(inventory.offers("12.50", "EUR"), 1);

    List<Answer> answers = Race.of(50, () -> placeUntilAnswered(body));

    assertThat(answers)
        .extracting(Answer::withoutMark)
        .containsOnly(answers.getFirst().withoutMark());
    assertThat(answers).filteredOn(answer -> answer.replayed() == null).hasSize(1);
    assertThat(orders()).isOne();
  }

  @Test
  @Timeout(60)
  void holdsNoConnectionWhileAnotherRequestHasTheKey() {
    String sku = inventory.offers("1.00", "EUR");
    String other = body(sku, 1).replace(customer, "customer-" + UUID.randomUUID());

    transaction.executeWithoutResult(
        _ -> {
          place(sku);
          for (int i = 0; i < connections.getMaximumPoolSize() + 1; i++) {
            assertThat(place(key, body(sku, 1)).status()).isEqualTo(409);
          }
          assertThat(place("other " + key, other).status()).isEqualTo(201);
        });

    assertThat(place(key, body(sku, 1)).replayed()).isEqualTo("true");
  }

  @Test
  void answersARequestWhoseFirstAnswerWasLost() {
    String sku = inventory.offers("1.00", "EUR");
    Order lost = place(sku).order();

    Answer answer = place(key, body(sku, 1));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.replayed()).isEqualTo("true");
    assertThat(answer.order()).isEqualTo(lost.id().value());
    assertThat(orders()).isOne();
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    String sku = inventory.offers("1.00", "EUR");
    Answer first = place(key, body(sku, 1));

    Answer other = place(key, body(sku, 2));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body()).contains("\"idempotency-key-reused\"");
    assertThat(place(key, body(sku, 1)).withoutMark()).isEqualTo(first);
    assertThat(orders()).isOne();
  }

  @Test
  void remembersNothingOfARequestThatFailed() {
    String sku = "SKU-" + UUID.randomUUID();
    Answer failed = place(key, body(sku, 1));
    inventory.offersAs(sku, "1.00", "EUR");

    Answer second = place(key, body(sku, 1));

    assertThat(failed.status()).isEqualTo(422);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.replayed()).isNull();
  }

  @Test
  void knowsTheKeysOfEachCallerByThemselves() {
    String body =
        "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(inventory.offers("1", "JPY"));

    Answer one = place(storefront.shopper("alice-" + customer), key, body);
    Answer other = place(storefront.shopper("bob-" + customer), key, body);

    assertThat(one.status()).isEqualTo(201);
    assertThat(other.status()).isEqualTo(201);
    assertThat(other.replayed()).isNull();
    assertThat(other.order()).isNotEqualTo(one.order());
  }

  @Test
  void forgetsAKeyAfterAWeek() {
    String sku = inventory.offers("1.00", "EUR");
    Answer first = place(key, body(sku, 1));
    makeOlder("6 days 23 hours");
    assertThat(place(key, body(sku, 1)).withoutMark()).isEqualTo(first);

    makeOlder("2 hours");
    Answer second = place(key, body(sku, 2));

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.replayed()).isNull();
    assertThat(place(key, body(sku, 2)).withoutMark()).isEqualTo(second);
  }

  @Test
  void removesAKeyThatMeansNothingAnyMore() {
    String sku = inventory.offers("1.00", "EUR");
    place(key, body(sku, 1));
    makeOlder("8 days 1 hour");
    String younger = key + " too";
    place(younger, body(sku, 1));

    await().until(() -> !isStored(key));

    assertThat(isStored(younger)).isTrue();
    assertThat(orders()).isEqualTo(2);
  }

  @Test
  void answersAsInUseWhatFinishedWhileItLooked() {
    String sku = inventory.offers("1.00", "EUR");
    jdbc.sql("create schema slow").update();
    jdbc.sql(
            """
            create function slow.pg_try_advisory_xact_lock(key bigint) returns boolean language sql
            begin atomic
              select pg_advisory_xact_lock(4711);
              select pg_catalog.pg_try_advisory_xact_lock(key);
            end
            """)
        .update();

    CompletableFuture<Placement> second =
        transaction.execute(
            _ -> {
              jdbc.sql("select pg_advisory_xact_lock(4711)").query().singleRow();
              var looking =
                  CompletableFuture.supplyAsync(() -> placeSlowly(sku), Thread::startVirtualThread);
              awaitWaitingTransaction();
              assertThat(place(key, body(sku, 1)).status()).isEqualTo(201);
              return looking;
            });

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(second::join)
        .withCauseInstanceOf(IdempotencyKeyInUse.class);
    assertThat(orders()).isOne();
  }

  @Test
  void takesKeysOfOneTo255Characters() {
    String body = body(inventory.offers("1.00", "EUR"), 1);
    String longest = key + "x".repeat(255 - key.length());

    assertThat(place(longest, body).status()).isEqualTo(201);
    assertThat(place(longest + "x", body).status()).isEqualTo(400);
    assertThat(place("", body).status()).isEqualTo(400);
  }

  @Test
  void takesOneKeyOnly() {
    storefront
        .http()
        .post()
        .uri("/api/v1/orders")
        .header("Idempotency-Key", key, key)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body(inventory.offers("1.00", "EUR"), 1))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].parameter")
        .isEqualTo("Idempotency-Key");
    assertThat(orders()).isZero();
  }

  @Test
  void placesOneOrderForTwoThatComeTogether() {
    OrderRequest request = request(inventory.offers("1.00", "EUR"));

    List<Outcome> outcomes = placing.place(List.of(request, request));

    assertThat(outcomes.getFirst().orThrow().replayed()).isFalse();
    assertThatExceptionOfType(IdempotencyKeyInUse.class)
        .isThrownBy(() -> outcomes.getLast().orThrow());
    assertThat(orders()).isOne();
  }

  @Test
  void givesTheFirstAnswerToTwoThatComeTogetherLater() {
    OrderRequest request = request(inventory.offers("1.00", "EUR"));
    Placement first = placing.place(List.of(request)).getFirst().orThrow();

    List<Outcome> outcomes = placing.place(List.of(request, request));

    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.orThrow().replayed()).isTrue();
              assertThat(outcome.orThrow().order().id()).isEqualTo(first.order().id());
            });
  }

  @Test
  void letsOneThatIsRefusedHarmNoneThatComesWithIt() {
    OrderRequest good = request(inventory.offers("1.00", "EUR"));
    OrderRequest bad = new OrderRequest(draft("NO-SUCH-SKU"), null, Cause.request("test"));

    List<Outcome> outcomes = placing.place(List.of(bad, good));

    assertThatExceptionOfType(UnknownItems.class).isThrownBy(() -> outcomes.getFirst().orThrow());
    assertThat(outcomes.getLast().orThrow().replayed()).isFalse();
    assertThat(orders()).isOne();
  }

  private Placement placeSlowly(String sku) {
    return transaction.execute(
        _ -> {
          jdbc.sql("set local search_path = slow, pg_catalog, public").update();
          return place(sku);
        });
  }

  private Placement place(String sku) {
    return placing.place(List.of(request(sku))).getFirst().orThrow();
  }

  private OrderRequest request(String sku) {
    return new OrderRequest(
        draft(sku), new IdempotencyKey("storefront", key), Cause.request("test"));
  }

  private OrderDraft draft(String sku) {
    return new OrderDraft(
        new CustomerId(customer),
        null,
        List.of(new OrderDraft.Line(new Sku(sku), new Quantity(1))),
        null);
  }

  private String body(String sku, int quantity) {
    return "{\"customerId\": \"%s\", \"lines\": [{\"sku\": \"%s\", \"quantity\": %d}]}"
        .formatted(customer, sku, quantity);
  }

  private Answer placeUntilAnswered(String body) {
    return await()
        .pollInSameThread()
        .until(() -> place(key, body), answer -> answer.status() != 409);
  }

  private Answer place(String key, String body) {
    return place(storefront.http(), key, body);
  }

  private static Answer place(RestTestClient client, String key, String body) {
    return Answer.of(
        client
            .post()
            .uri("/api/v1/orders")
            .header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange()
            .returnResult(String.class));
  }

  private void makeOlder(String interval) {
    jdbc.sql(
            """
            update idempotency_keys set created_at = created_at - cast(? as interval)
            where key = ?
            """)
        .params(interval, key)
        .update();
  }

  private boolean isStored(String name) {
    return jdbc.sql("select exists (select from idempotency_keys where key = ?)")
        .param(name)
        .query(Boolean.class)
        .single();
  }

  private int orders() {
    return jdbc.sql("select count(*) from orders where customer_id = ?")
        .param(customer)
        .query(Integer.class)
        .single();
  }

  private String priceOf(String sku) {
    return jdbc.sql("select unit_price from catalogue_items where sku = ?")
        .param(sku)
        .query(String.class)
        .single();
  }

  private void awaitWaitingTransaction() {
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

  /** What a client can see of an answer. */
  private record Answer(
      int status,
      @Nullable String location,
      @Nullable String eTag,
      @Nullable String retryAfter,
      @Nullable String replayed,
      String body) {

    static Answer of(EntityExchangeResult<String> result) {
      HttpHeaders headers = result.getResponseHeaders();
      return new Answer(
          result.getStatus().value(),
          headers.getFirst(HttpHeaders.LOCATION),
          headers.getFirst(HttpHeaders.ETAG),
          headers.getFirst(HttpHeaders.RETRY_AFTER),
          headers.getFirst("Idempotency-Replayed"),
          String.valueOf(result.getResponseBody()));
    }

    Answer withoutMark() {
      return new Answer(status, location, eTag, retryAfter, null, body);
    }

    UUID order() {
      return UUID.fromString(JsonMapper.shared().readTree(body).get("id").stringValue());
    }
  }
}
