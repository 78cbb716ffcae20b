package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Topics;
import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.Sku;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

@OrderServiceTest
class CatalogueTests {

  @Autowired private Catalogue catalogue;
  @Autowired private Inventory inventory;
  @Autowired private Storefront storefront;
  @Autowired private JdbcClient jdbc;

  @Test
  void followsWhatInventoryPublishes() {
    String sku = "SKU-" + UUID.randomUUID();

    inventory.publish(Inventory.itemState(sku, 1, "Mug", "12.50", "EUR"));
    inventory.publish(Inventory.itemState(sku, 2, "Mug, blue", "11.00", "EUR"));

    await().untilAsserted(() -> assertThat(nameOf(sku)).containsExactly("Mug, blue"));
  }

  @Test
  void takesTheNewestOfABatch() {
    String sku = "SKU-" + UUID.randomUUID();

    catalogue.keep(List.of(item(sku, "second", 2), item(sku, "third", 3), item(sku, "first", 1)));

    assertThat(nameOf(sku)).containsExactly("third");
  }

  @Test
  void neverGoesBackToAnOlderState() {
    String sku = "SKU-" + UUID.randomUUID();
    catalogue.keep(List.of(item(sku, "second", 2)));

    catalogue.keep(List.of(item(sku, "first", 1)));

    assertThat(nameOf(sku)).containsExactly("second");
  }

  @Test
  void isMadeAnewFromTheTopicWhenItWasDamaged() {
    String changed = inventory.offers("12.50", "EUR");
    String deleted = inventory.offers("12.50", "EUR");
    List<String> before = nameOf(changed);
    jdbc.sql("update catalogue_items set name = 'damaged', unit_price = 1 where sku = ?")
        .param(changed)
        .update();
    jdbc.sql("delete from catalogue_items where sku = ?").param(deleted).update();

    storefront
        .callerWith(Tokens.of("ops", "ops"))
        .post()
        .uri("/api/v1/consumers/order-service/rebuilds")
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"topic\": \"%s\"}".formatted(Topics.ITEM_STATE.name()))
        .exchange()
        .expectStatus()
        .isAccepted();

    await()
        .untilAsserted(
            () -> {
              assertThat(nameOf(changed)).isEqualTo(before);
              assertThat(nameOf(deleted)).hasSize(1);
            });
  }

  private static CatalogueItem item(String sku, String name, long version) {
    return new CatalogueItem(new Sku(sku), name, Money.of("1.00", "EUR"), true, version);
  }

  private List<String> nameOf(String sku) {
    return jdbc.sql("select name from catalogue_items where sku = ?")
        .param(sku)
        .query(String.class)
        .list();
  }
}
