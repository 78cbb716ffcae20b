package io.orderstream.inventory.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.inventory.PublishedEvents;
import io.orderstream.inventory.RunningService;
import io.orderstream.inventory.Shop;
import io.orderstream.inventory.Shop.Stock;
import io.orderstream.inventory.domain.DefiningItems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class StarterCatalogueTests {

  @Autowired private DefiningItems defining;
  @Autowired private Shop shop;
  @Autowired private JdbcClient jdbc;

  private final String prefix = "CAT-" + UUID.randomUUID();

  @Test
  void addsItemsWithTheirStockAndPublishesThem() {
    load(prefix + "-MUG,Mug,12.50,EUR,40", prefix + "-BAG,Bag,5.00,EUR,0");

    assertThat(shop.stockOf(prefix + "-MUG")).isEqualTo(new Stock(40, 0));
    assertThat(shop.stockOf(prefix + "-BAG")).isEqualTo(new Stock(0, 0));
    assertThat(adjustments()).containsExactly("40 starter catalogue 40");
    try (var states = new PublishedEvents(Topics.ITEM_STATE)) {
      assertThat(states.of(List.of(prefix + "-MUG", prefix + "-BAG"), 2))
          .extracting(event -> event.dataAs(ItemState.class).inStock())
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void leavesItemsAloneThatAreThere() {
    shop.defines(prefix + "-MUG", "Sold for years", "9.00");
    shop.adjusts(prefix + "-MUG", 3);

    load(prefix + "-MUG,Mug,12.50,EUR,40", prefix + "-BAG,Bag,5.00,EUR,7");
    load(prefix + "-MUG,Mug,12.50,EUR,40", prefix + "-BAG,Bag,5.00,EUR,7");

    assertThat(shop.stockOf(prefix + "-MUG").available()).isEqualTo(3);
    assertThat(shop.stockOf(prefix + "-BAG").available()).isEqualTo(7);
    assertThat(adjustments()).containsExactly("3 delivery 3", "7 starter catalogue 7");
  }

  @Test
  void addsEachItemOnceWhenTwoInstancesStartTogether() {
    String[] lines =
        IntStream.range(0, 3000)
            .mapToObj(number -> "%s-%04d,Mug,12.50,EUR,40".formatted(prefix, number))
            .toArray(String[]::new);

    var one = CompletableFuture.runAsync(() -> load(lines));
    var other = CompletableFuture.runAsync(() -> load(lines));
    CompletableFuture.allOf(one, other).join();

    assertThat(adjustments()).hasSize(3000);
    assertThat(
            jdbc.sql("select sum(available) from stock_item where sku like ?")
                .param(prefix + "%")
                .query(Integer.class)
                .single())
        .isEqualTo(3000 * 40);
  }

  private void load(String... lines) {
    String csv =
        List.of(lines).stream()
            .collect(Collectors.joining("\n", "sku,name,unitPrice,currency,stock\n", "\n"));
    var file = new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8));
    new StarterCatalogue(new InventoryProperties(file), defining)
        .run(new DefaultApplicationArguments());
  }

  private List<@Nullable String> adjustments() {
    return jdbc.sql(
            """
            select delta || ' ' || reason || ' ' || available from stock_adjustment
            where sku like ? order by id
            """)
        .param(prefix + "%")
        .query(String.class)
        .list();
  }
}
