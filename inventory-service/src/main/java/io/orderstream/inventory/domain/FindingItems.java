package io.orderstream.inventory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks items up. */
@Service
@Transactional(readOnly = true)
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
    return items.findById(sku).orElseThrow(() -> ItemNotFound.withSku(sku.value()));
  }

  /**
   * The first items in sku order.
   *
   * @param after the sku to begin behind; null to begin with the first
   */
  public ItemPage list(@Nullable Sku after, int limit) {
    List<StockItem> found = items.after(after == null ? "" : after.value(), Limit.of(limit + 1));
    return ItemPage.of(found, limit);
  }
}
