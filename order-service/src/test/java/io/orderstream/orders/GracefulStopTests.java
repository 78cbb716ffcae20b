package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.Sku;
import io.orderstream.testing.Servers;
import io.orderstream.testing.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that stops while it is being called. */
class GracefulStopTests {

  private static final int CALLERS = 16;

  private final JdbcConnectionDetails database = Servers.current().newDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          DataSourceBuilder.create()
              .url(database.getJdbcUrl())
              .username(database.getUsername())
              .password(database.getPassword())
              .build());
  private final String token = Tokens.of("storefront", "orders:any");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext service = start();

  GracefulStopTests() {
    service
        .getBean(Catalogue.class)
        .keep(List.of(new CatalogueItem(new Sku("MUG"), "Mug", Money.of("1.00", "EUR"), true, 1)));
  }

  @AfterEach
  void stop() {
    service.close();
    http.close();
  }

  @Test
  void answersEveryRequestThatItTookAndStoresNoneThatItDidNotAnswer() {
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    Set<Integer> otherAnswers = ConcurrentHashMap.newKeySet();
    CompletableFuture<?>[] callers =
        IntStream.range(0, CALLERS)
            .mapToObj(_ -> CompletableFuture.runAsync(() -> call(accepted, otherAnswers)))
            .toArray(CompletableFuture[]::new);
    await().until(() -> accepted.size() > 100);
    long begun = System.nanoTime();

    service.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    CompletableFuture.allOf(callers).join();
    assertThat(customers()).containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(otherAnswers).isSubsetOf(503);
    assertThat(jdbc.sql("select count(*) from messaging.outbox").query(Integer.class).single())
        .isZero();
  }

  @Test
  void finishesARequestThatTakesLong() {
    jdbc.sql(
            """
            create function dawdle() returns trigger language plpgsql as $$
            begin perform pg_sleep(2); return new; end $$
            """)
        .update();
    jdbc.sql("create trigger slow before insert on orders execute function dawdle()").update();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(order("patient"), BodyHandlers.ofString());
    await()
        .until(
            () ->
                jdbc.sql(
                        """
                        select exists (select from pg_stat_activity
                        where wait_event = 'PgSleep' and datname = current_database())
                        """)
                    .query(Boolean.class)
                    .single());

    service.close();

    assertThat(answer.join().statusCode()).isEqualTo(201);
    assertThat(customers()).containsExactly("patient");
  }

  /** Places one order after another, each for a customer of its own, until nobody answers. */
  private void call(Set<String> accepted, Set<Integer> otherAnswers) {
    try {
      while (true) {
        String customer = UUID.randomUUID().toString();
        HttpResponse<String> response = http.send(order(customer), BodyHandlers.ofString());
        if (response.statusCode() == 201) {
          accepted.add(customer);
        } else {
          otherAnswers.add(response.statusCode());
        }
      }
    } catch (IOException _) {
      return;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest order(String customer) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:"
                    + service.getEnvironment().getProperty("local.server.port")
                    + "/api/v1/orders"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                """
                {"customerId": "%s", "lines": [{"sku": "MUG", "quantity": 1}]}
                """
                    .formatted(customer)))
        .build();
  }

  private List<String> customers() {
    return jdbc.sql("select customer_id from orders").query(String.class).list();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(OrderServiceApplication.class)
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword(),
            "--spring.kafka.bootstrap-servers="
                + String.join(",", Servers.current().bootstrapServers()),
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + Tokens.issuer());
  }
}
