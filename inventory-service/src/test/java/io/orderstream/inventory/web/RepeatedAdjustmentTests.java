package io.orderstream.inventory.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.orderstream.access.Scopes;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.testing.Tokens;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Adjustments of stock that are asked for again, with an {@code Idempotency-Key}. */
@RunningService
class RepeatedAdjustmentTests {

  private static final String DELIVERY = "{\"delta\":5,\"reason\":\"delivery 4711\"}";

  @Autowired private Shop shop;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private final String key = "key " + UUID.randomUUID();
  private RestTestClient staff;
  private String sku;

  @BeforeEach
  void stock() {
    staff = shop.http();
    sku = shop.stocks(10);
  }

  @Test
  void answersARepetitionLikeTheFirstTime() {
    Answer first = adjust(DELIVERY, key);
    shop.adjusts(sku, 100);
    shop.defines(sku, "Tin mug", "1.00");

    Answer again = adjust("{ \"reason\": \"delivery 4711\", \"delta\": 5 }", key);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.replayed()).isFalse();
    assertThat(again.replayed()).isTrue();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.body()).contains("\"available\":15").contains("\"adjustedBy\":\"grace\"");
    assertThat(shop.stockOf(sku).available()).isEqualTo(115);
  }

  @Test
  void adjustsOnceWhenAskedFiftyTimesAtOnce() throws Exception {
    var start = new CyclicBarrier(50);
    Callable<Answer> caller =
        () -> {
          start.await();
          return adjust(DELIVERY, key);
        };

    Set<String> bodies = new HashSet<>();
    int first = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(50, caller))) {
        assertThat(answer.get().status()).isEqualTo(200);
        bodies.add(answer.get().body());
        first += answer.get().replayed() ? 0 : 1;
      }
    }

    assertThat(bodies).hasSize(1);
    assertThat(first).isEqualTo(1);
    assertThat(shop.stockOf(sku).available()).isEqualTo(15);
    assertThat(adjustmentsOf(sku)).isEqualTo(2);
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    adjust(DELIVERY, key);
    String other = shop.stocks(0);

    assertThat(adjust(DELIVERY.replace("5", "6"), key).isProblem(422, "idempotency-key-reused"))
        .isTrue();
    assertThat(adjust(DELIVERY.replace("4711", "4712"), key).status()).isEqualTo(422);
    assertThat(adjust(staff, other, DELIVERY, key).status()).isEqualTo(422);
    assertThat(shop.stockOf(sku).available()).isEqualTo(15);
    assertThat(shop.stockOf(other).available()).isZero();
  }

  @Test
  void saysThatAKeyIsBeingUsedForAnotherItem() throws Exception {
    String other = shop.stocks(0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer =
          requireNonNull(
              transactions.execute(
                  _ -> {
                    jdbc.sql(
                            """
                            insert into stock_adjustment (sku, delta, reason, available,
                                adjusted_at, adjusted_by, idempotency_key)
                            values (?, 1, 'delivery', 1, now(), 'grace', ?)
                            """)
                        .params(other, key)
                        .update();
                    Future<Answer> waiting = threads.submit(() -> adjust(DELIVERY, key));
                    await().until(this::somebodyWaits);
                    return waiting;
                  }));

      assertThat(answer.get().isProblem(409, "idempotency-key-in-use")).isTrue();
      assertThat(answer.get().retryAfter()).isEqualTo("1");
    }
    assertThat(shop.stockOf(sku).available()).isEqualTo(10);
  }

  @Test
  void keepsTheKeysOfCallersApart() {
    RestTestClient other = shop.as(Tokens.of("heidi", Scopes.ITEMS));

    assertThat(adjust(DELIVERY, key).replayed()).isFalse();
    assertThat(adjust(other, sku, DELIVERY, key).replayed()).isFalse();
    assertThat(adjust(other, sku, DELIVERY, key).replayed()).isTrue();
    assertThat(shop.stockOf(sku).available()).isEqualTo(20);
  }

  @Test
  void remembersNothingOfAFailure() {
    String loss = "{\"delta\":-11,\"reason\":\"breakage\"}";
    assertThat(adjust(loss, key).isProblem(409, "insufficient-stock")).isTrue();
    assertThat(adjust("{\"delta\":0,\"reason\":\"r\"}", key).status()).isEqualTo(422);
    shop.adjusts(sku, 1);

    Answer answer = adjust(loss, key);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.replayed()).isFalse();
    assertThat(shop.stockOf(sku).available()).isZero();
  }

  @Test
  void forgetsAKeyAfterSevenDays() {
    adjust(DELIVERY, key);
    age("6 days 23 hours");
    assertThat(adjust(DELIVERY, key).replayed()).isTrue();
    age("1 hour 1 minute");

    assertThat(adjust("{\"delta\":-1,\"reason\":\"breakage\"}", key).replayed()).isFalse();

    assertThat(shop.stockOf(sku).available()).isEqualTo(14);
    assertThat(adjustmentsOf(sku)).isEqualTo(3);
  }

  static Stream<List<String>> noKeys() {
    return Stream.of(List.of(""), List.of("k".repeat(256)), List.of("a\tb"), List.of("a", "b"));
  }

  @ParameterizedTest
  @MethodSource("noKeys")
  void refusesWhatIsNoKey(List<String> values) {
    Answer answer = adjust(staff, sku, DELIVERY, values.toArray(String[]::new));

    assertThat(answer.isProblem(400, "invalid-parameter")).isTrue();
    assertThat(answer.body()).contains("\"parameter\":\"Idempotency-Key\"");
    assertThat(adjustmentsOf(sku)).isEqualTo(1);
  }

  @Test
  void takesTheLongestKey() {
    assertThat(adjust(DELIVERY, "k".repeat(255 - key.length()) + key).status()).isEqualTo(200);
  }

  private Answer adjust(String body, String idempotencyKey) {
    return adjust(staff, sku, body, idempotencyKey);
  }

  private static Answer adjust(RestTestClient http, String sku, String body, String... keys) {
    return Answer.of(
        http.post()
            .uri("/api/v1/items/{sku}/stock-adjustments", sku)
            .contentType(APPLICATION_JSON)
            .headers(headers -> headers.put("Idempotency-Key", Arrays.asList(keys)))
            .body(body)
            .exchange()
            .expectBody(String.class)
            .returnResult());
  }

  private void age(String interval) {
    jdbc.sql(
            """
            update stock_adjustment set adjusted_at = adjusted_at - cast(? as interval)
            where idempotency_key = ?
            """)
        .params(interval, key)
        .update();
  }

  private int adjustmentsOf(String item) {
    return jdbc.sql("select count(*) from stock_adjustment where sku = ?")
        .param(item)
        .query(Integer.class)
        .single();
  }

  private boolean somebodyWaits() {
    return jdbc.sql(
            """
            select exists (select from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database())
            """)
        .query(Boolean.class)
        .single();
  }

  private record Answer(int status, boolean replayed, String retryAfter, String body) {

    static Answer of(EntityExchangeResult<String> result) {
      var headers = result.getResponseHeaders();
      return new Answer(
          result.getStatus().value(),
          "true".equals(headers.getFirst("Idempotency-Replayed")),
          String.valueOf(headers.getFirst("Retry-After")),
          requireNonNull(result.getResponseBody()));
    }

    boolean isProblem(int expected, String code) {
      return status == expected && body.contains("\"urn:orderstream:problem:" + code + "\"");
    }
  }
}
