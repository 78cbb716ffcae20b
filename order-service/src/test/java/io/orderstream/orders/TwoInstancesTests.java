package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.orders.LiveStream.Event;
import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.SettlingOrders;
import io.orderstream.orders.domain.Sku;
import io.orderstream.orders.domain.StockReply;
import io.orderstream.orders.following.OrderFollowers;
import io.orderstream.testing.Servers;
import io.orderstream.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What happens to an order on one instance is heard of on the other. */
class TwoInstancesTests {

  private final JdbcConnectionDetails database = Servers.current().newDatabase();
  private final String token = Tokens.of("storefront", "orders:any");
  private final ConfigurableApplicationContext one = start();
  private final ConfigurableApplicationContext other = start();

  TwoInstancesTests() {
    one.getBean(Catalogue.class)
        .keep(List.of(new CatalogueItem(new Sku("MUG"), "Mug", Money.of("1.00", "EUR"), true, 1)));
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void tellsWhatTheOtherDoes() {
    var answer =
        CompletableFuture.supplyAsync(
            () -> places("wait=10").returnResult(JsonNode.class).getResponseBody());
    UUID order = awaitFollowed().value();
    try (LiveStream stream = stream(one, order)) {
      stream.events(1);

      settle(order);

      assertThat(answer.join().get("status").stringValue()).isEqualTo("CONFIRMED");
      assertThat(stream.untilEnd()).extracting(Event::id).containsExactly(1, 2);
    }
  }

  @Test
  void goesOnWithAStreamOfTheOtherThatStopped() {
    UUID order =
        UUID.fromString(
            places("return=representation")
                .returnResult(JsonNode.class)
                .getResponseBody()
                .get("id")
                .stringValue());
    LiveStream cut = stream(one, order);
    Event last = cut.events(1).getLast();
    long start = System.nanoTime();

    one.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(cut.untilEnd()).containsExactly(last);
    try (LiveStream resumed = stream(other, order, "Last-Event-ID", String.valueOf(last.id()))) {
      settle(order);
      assertThat(resumed.untilEnd()).extracting(Event::id).containsExactly(2);
    }
  }

  private RestTestClient.ResponseSpec places(String preference) {
    return RestTestClient.bindToServer()
        .baseUrl(uri(one, "").toString())
        .defaultHeader("Authorization", "Bearer " + token)
        .build()
        .post()
        .uri("/api/v1/orders")
        .header("Prefer", preference)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"customerId\": \"c\", \"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}]}")
        .exchange()
        .expectStatus()
        .isCreated();
  }

  private LiveStream stream(
      ConfigurableApplicationContext instance, UUID order, String... headers) {
    return LiveStream.open(uri(instance, "/api/v1/orders/" + order + "/events"), token, headers);
  }

  private OrderId awaitFollowed() {
    return await()
        .until(one.getBean(OrderFollowers.class)::followed, orders -> !orders.isEmpty())
        .getFirst();
  }

  private void settle(UUID order) {
    other
        .getBean(SettlingOrders.class)
        .settle(List.of(new StockReply.Reserved(new OrderId(order), Cause.request("test"))));
  }

  private static URI uri(ConfigurableApplicationContext instance, String path) {
    return URI.create(
        "http://127.0.0.1:" + instance.getEnvironment().getProperty("local.server.port") + path);
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(OrderServiceApplication.class)
        .initializers(
            context -> context.addBeanFactoryPostProcessor(TwoInstancesTests::withoutConsumers))
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword(),
            "--spring.kafka.bootstrap-servers="
                + String.join(",", Servers.current().bootstrapServers()),
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + Tokens.issuer());
  }

  /** They would take events from the instances of other tests, which share the consumer group. */
  private static void withoutConsumers(BeanFactory beans) {
    ((BeanDefinitionRegistry) beans).removeBeanDefinition("eventConsumers");
  }
}
