package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.orderstream.testing.Tokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many more requests than a slow database can serve. */
@OrderServiceTest
class OverloadTests {

  private static final int REQUESTS = 400;

  /** Of each transaction, whatever it stores: longer than a request waits for its turn. */
  private static final Duration SLOWNESS = Duration.ofMillis(1_200);

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private HikariDataSource connections;
  @Autowired private JdbcClient jdbc;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String customer = "customer-" + UUID.randomUUID();
  private final String token = Tokens.of("storefront", "orders:any");
  private String sku;
  private UUID earlier;

  @BeforeEach
  void slowDown() {
    sku = inventory.offers("1.00", "EUR");
    earlier = storefront.orders(sku, 1);
    jdbc.sql(
            """
            create function dawdle() returns trigger language plpgsql as $$
            begin perform pg_sleep(%s); return null; end $$
            """
                .formatted(SLOWNESS.toMillis() / 1e3))
        .update();
    jdbc.sql("create trigger slow before insert on orders execute function dawdle()").update();
  }

  @AfterEach
  void speedUp() {
    jdbc.sql("drop function if exists dawdle cascade").update();
    http.close();
  }

  @Test
  void areRefusedWithinAboutASecondUnlessTheirTurnComes() {
    List<Answer> answers = Race.of(REQUESTS, this::place);

    assertThat(answers).extracting(Answer::status).containsOnly(201, 503);
    assertThat(answers)
        .filteredOn(answer -> answer.status == 503)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.retryAfter).isEqualTo("1");
              assertThat(answer.code).contains("\"code\":\"service-unavailable\"");
              assertThat(answer.after).isLessThan(Duration.ofSeconds(3));
            });
    assertThat(stored())
        .isPositive()
        .isEqualTo(answers.stream().filter(answer -> answer.status == 201).count());
  }

  @Test
  void keepTheConnectionsOfNeitherSettlingNorPublishing() {
    var answers = CompletableFuture.supplyAsync(() -> Race.of(REQUESTS, this::place));
    await().until(() -> connections.getHikariPoolMXBean().getActiveConnections() >= 3);

    inventory.publish(Inventory.reserved(earlier));

    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                jdbc.sql("select status = 'CONFIRMED' from orders where id = ?")
                    .param(earlier)
                    .query(Boolean.class)
                    .single());
    assertThat(connections.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
    answers.join();
  }

  @Test
  void leaveNothingBehind() {
    Race.of(REQUESTS, this::place);

    jdbc.sql("drop function dawdle cascade").update();

    assertThat(Race.of(5, this::place)).extracting(Answer::status).containsOnly(201);
  }

  private Answer place() throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(storefront.uri("/api/v1/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"customerId": "%s", "lines": [{"sku": "%s", "quantity": 1}]}
                        """
                            .formatted(customer, sku)))
                .build(),
            BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Retry-After").orElse(""),
        response.body(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private long stored() {
    return jdbc.sql("select count(*) from orders where customer_id = ?")
        .param(customer)
        .query(Long.class)
        .single();
  }

  private record Answer(int status, String retryAfter, String code, Duration after) {}
}
