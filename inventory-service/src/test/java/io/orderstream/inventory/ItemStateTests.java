package io.orderstream.inventory;

import static io.orderstream.inventory.Storefront.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ItemState;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RunningService
class ItemStateTests {

  @Autowired private Storefront storefront;
  @Autowired private Shop shop;

  @Test
  void tellsOfNewItemsNewPricesAndOfStockThatRunsOutAndIsBack() {
    try (var states = new PublishedEvents(Topics.ITEM_STATE)) {
      UUID order = UUID.randomUUID();
      String sku = shop.stocks(3);
      shop.adjusts(sku, 1);
      shop.defines(sku, "Enamel mug", "12.50");
      shop.defines(sku, "Enamel mug", "13.00");
      storefront.created(order, line(sku, 4));
      states.of(sku, 4);
      storefront.cancelled(order);

      var published = states.of(sku, 5);

      assertThat(published)
          .extracting(event -> event.dataAs(ItemState.class))
          .containsExactly(
              state(sku, "12.50", false),
              state(sku, "12.50", true),
              state(sku, "13.00", true),
              state(sku, "13.00", false),
              state(sku, "13.00", true));
      assertThat(published)
          .extracting(event -> event.metadata().aggregateVersion())
          .containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(published)
          .extracting(event -> event.metadata().type())
          .containsOnly(ItemState.TYPE);
    }
  }

  private static ItemState state(String sku, String amount, boolean inStock) {
    return new ItemState(sku, "Enamel mug", new Money(amount, "EUR"), inStock);
  }
}
