package io.orderstream.inventory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks items up. */
@Service
public class FindingItems {

  private final StockItems items;

  FindingItems(StockItems items) {
    this.items = items;
  }

  /**
   * The item as it is now.
   *
   * @throws ItemNotFound if there is no such item
   */
  public StockItem find(Sku sku) {
    return items.find(sku).orElseThrow(() -> ItemNotFound.withSku(sku.value()));
  }

  /**
   * The first items in sku order.
   *
   * @param after the sku to begin behind; null to begin with the first
   */
  public ItemPage list(@Nullable Sku after, int limit) {
    List<StockItem> found = items.after(after == null ? "" : after.value(), limit + 1);
    return ItemPage.of(found, limit);
  }
}
