package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.orderstream.orders.following.OrderFollowers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class AwaitingSettlementTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderFollowers followers;
  @Autowired private HikariDataSource connections;
  @Autowired private JdbcClient jdbc;

  private final String customer = "customer-" + UUID.randomUUID();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void leavesNothingBehind() {
    threads.close();
    assertThat(followers.followed()).isEmpty();
  }

  @Test
  void answersWithTheOrderWhenItIsSettled() {
    var answer = places("wait=10", null);

    inventory.publish(Inventory.reserved(placed(1).getFirst()));

    var settled = answer.join();
    assertThat(settled.getStatus().value()).isEqualTo(201);
    assertThat(settled.getResponseHeaders().getFirst("Preference-Applied")).isEqualTo("wait=10");
    assertThat(settled.getResponseHeaders().getETag()).isEqualTo("\"2\"");
    assertThat(settled.getResponseHeaders().getLocation())
        .hasPath("/api/v1/orders/" + placed(1).getFirst());
    assertThat(statusIn(settled)).isEqualTo("CONFIRMED");
  }

  @Test
  void answersThatItIsPendingWhenTimeIsUp() {
    long start = System.nanoTime();

    var answer = places("wait=1", null).join();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(answer.getStatus().value()).isEqualTo(201);
    assertThat(answer.getResponseHeaders().getFirst("Preference-Applied")).isEqualTo("wait=1");
    assertThat(answer.getResponseHeaders().getETag()).isEqualTo("\"1\"");
    assertThat(statusIn(answer)).isEqualTo("PENDING");
  }

  @Test
  void waitsNoLongerThanTenSeconds() {
    var answer = places("wait=60", null);

    inventory.publish(Inventory.rejected(placed(1).getFirst()));

    assertThat(answer.join().getResponseHeaders().getFirst("Preference-Applied"))
        .isEqualTo("wait=10");
    assertThat(statusIn(answer.join())).isEqualTo("REJECTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "wait=0", "wait=soon", "return=minimal", "\"wait=5"})
  void doesNotWaitForOtherPreferences(String preference) {
    var answer = places(preference, null).join();

    assertThat(answer.getStatus().value()).isEqualTo(201);
    assertThat(answer.getResponseHeaders().containsHeader("Preference-Applied")).isFalse();
  }

  @Test
  void waitsForTheOrderOfAnEarlierRequest() {
    String key = "key-" + UUID.randomUUID();
    String body = body();
    places(null, key, body).join();
    UUID order = placed(1).getFirst();

    var again = places("wait=10", key, body);
    await().until(() -> !followers.followed().isEmpty());
    inventory.publish(Inventory.reserved(order));

    assertThat(again.join().getResponseHeaders().getFirst("Idempotency-Replayed"))
        .isEqualTo("true");
    assertThat(again.join().getResponseHeaders().getFirst("Preference-Applied"))
        .isEqualTo("wait=10");
    assertThat(statusIn(again.join())).isEqualTo("CONFIRMED");
    assertThat(statusIn(places("wait=10", key, body).join())).isEqualTo("CONFIRMED");
    assertThat(statusIn(places(null, key, body).join())).isEqualTo("PENDING");
  }

  @Test
  void holdsNoConnectionToTheDatabaseWhileItWaits() {
    int waiting = 3 * connections.getMaximumPoolSize();
    String body = body();
    var answers = Stream.generate(() -> places("wait=10", null, body)).limit(waiting).toList();
    List<UUID> orders = placed(waiting);
    await().until(() -> followers.followed().size() == waiting);

    assertThat(places(null, null, body).join().getStatus().value()).isEqualTo(201);

    orders.forEach(order -> inventory.publish(Inventory.reserved(order)));
    assertThat(answers)
        .allSatisfy(answer -> assertThat(statusIn(answer.join())).isEqualTo("CONFIRMED"));
  }

  private CompletableFuture<EntityExchangeResult<JsonNode>> places(String preference, String key) {
    return places(preference, key, body());
  }

  private CompletableFuture<EntityExchangeResult<JsonNode>> places(
      String preference, String key, String body) {
    return CompletableFuture.supplyAsync(
        () ->
            storefront
                .http()
                .post()
                .uri("/api/v1/orders")
                .headers(
                    headers -> {
                      if (preference != null) {
                        headers.set("Prefer", preference);
                      }
                      if (key != null) {
                        headers.set("Idempotency-Key", key);
                      }
                    })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult(JsonNode.class),
        threads);
  }

  private String body() {
    return """
        {"customerId": "%s", "lines": [{"sku": "%s", "quantity": 1}]}
        """
        .formatted(customer, inventory.offers("1.00", "EUR"));
  }

  /** The customer's orders, as soon as there are so many. */
  private List<UUID> placed(int count) {
    return await()
        .until(
            () ->
                jdbc.sql("select id from orders where customer_id = ?")
                    .param(customer)
                    .query(UUID.class)
                    .list(),
            orders -> orders.size() == count);
  }

  private static String statusIn(EntityExchangeResult<JsonNode> answer) {
    return answer.getResponseBody().get("status").stringValue();
  }
}
