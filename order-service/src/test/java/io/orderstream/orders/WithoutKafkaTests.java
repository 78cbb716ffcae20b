package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.orders.LiveStream.Event;
import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.Sku;
import io.orderstream.testing.Servers;
import io.orderstream.testing.TestIssuer;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.kafka.bootstrap-servers=127.0.0.1:1", "orders.streams.heartbeat=500ms"})
@Import({TestIssuer.class, WithoutKafkaTests.DatabaseOnly.class, Storefront.class})
class WithoutKafkaTests {

  @Autowired private Storefront storefront;
  @Autowired private Catalogue catalogue;

  @Test
  void acceptsOrdersAllTheSame() {
    catalogue.keep(
        List.of(new CatalogueItem(new Sku("MUG"), "Mug", Money.of("1.00", "EUR"), true, 1)));

    UUID order = storefront.orders("MUG", 1);

    assertThat(storefront.statusOf(order)).isEqualTo("PENDING");
    storefront.http().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }

  @Test
  void answersThatTheOrderIsPendingToThoseWhoWait() {
    catalogue.keep(
        List.of(new CatalogueItem(new Sku("CUP"), "Cup", Money.of("1.00", "EUR"), true, 1)));

    storefront
        .http()
        .post()
        .uri("/api/v1/orders")
        .header("Prefer", "wait=1")
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"customerId\": \"c\", \"lines\": [{\"sku\": \"CUP\", \"quantity\": 1}]}")
        .exchange()
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Preference-Applied", "wait=1")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("PENDING");
  }

  @Test
  void keepsStreamsOpen() {
    catalogue.keep(
        List.of(new CatalogueItem(new Sku("JUG"), "Jug", Money.of("1.00", "EUR"), true, 1)));
    UUID order = storefront.orders("JUG", 1);
    String token = Tokens.of("storefront", "orders:any");

    try (LiveStream stream =
        LiveStream.open(storefront.uri("/api/v1/orders/" + order + "/events"), token)) {
      assertThat(stream.events(1)).extracting(Event::status).containsExactly("PENDING");
      await().untilAsserted(() -> assertThat(stream.comments()).contains(": heartbeat"));
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class DatabaseOnly {

    @Bean
    JdbcConnectionDetails newDatabase() {
      return Servers.current().newDatabase();
    }
  }
}
