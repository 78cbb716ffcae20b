package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.Sku;
import io.orderstream.testing.Servers;
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

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.kafka.bootstrap-servers=127.0.0.1:1")
@Import({WithoutKafkaTests.DatabaseOnly.class, Storefront.class})
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

  @TestConfiguration(proxyBeanMethods = false)
  static class DatabaseOnly {

    @Bean
    JdbcConnectionDetails newDatabase() {
      return Servers.current().newDatabase();
    }
  }
}
