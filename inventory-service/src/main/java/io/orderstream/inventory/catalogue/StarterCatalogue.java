package io.orderstream.inventory.catalogue;

import io.orderstream.inventory.domain.AdjustmentReason;
import io.orderstream.inventory.domain.DefiningItems;
import io.orderstream.inventory.domain.StockedItem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Adds the items of the configured file where they are missing, before the service is ready. Items
 * that are there stay as they are, so any number of starts and of instances comes to the same.
 */
@Component
class StarterCatalogue implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(StarterCatalogue.class);
  private static final AdjustmentReason REASON = new AdjustmentReason("starter catalogue");
  private static final int ITEMS_IN_A_TRANSACTION = 1000;

  private final InventoryProperties properties;
  private final DefiningItems defining;

  StarterCatalogue(InventoryProperties properties, DefiningItems defining) {
    this.properties = properties;
    this.defining = defining;
  }

  @Override
  public void run(ApplicationArguments args) {
    Resource file = properties.starterCatalogue();
    if (file != null) {
      load(file);
    }
  }

  private void load(Resource file) {
    List<StockedItem> items = new CatalogueFile(file).items();
    int added =
        items.stream()
            // One order for all instances, so that they never wait for each other in a circle.
            .sorted(Comparator.comparing(item -> item.definition().sku()))
            .gather(Gatherers.windowFixed(ITEMS_IN_A_TRANSACTION))
            .mapToInt(window -> defining.addAbsent(window, REASON))
            .sum();
    log.info("{} of {} items of {} added", added, items.size(), file.getDescription());
  }
}
