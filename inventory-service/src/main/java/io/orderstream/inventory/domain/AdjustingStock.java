package io.orderstream.inventory.domain;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects what is available of an item, and keeps a record of it. */
@Service
public class AdjustingStock {

  private final StockItems items;
  private final StockAdjustments adjustments;
  private final Clock clock;

  AdjustingStock(StockItems items, StockAdjustments adjustments, Clock clock) {
    this.items = items;
    this.adjustments = adjustments;
    this.clock = clock;
  }

  /**
   * Adjusts an item's stock.
   *
   * @return the item after it
   * @throws ItemNotFound if there is no such item
   * @throws InsufficientStock if less than nothing would be left
   * @throws StockLimitExceeded if there would be more than {@link StockItem#STOCK_LIMIT}
   */
  @Transactional
  public StockItem adjust(Sku sku, StockDelta delta, AdjustmentReason reason) {
    StockItem item = items.lock(sku).orElseThrow(() -> ItemNotFound.withSku(sku.value()));
    StockAdjustment adjustment = item.adjust(delta, reason, clock.instant());
    items.save(item);
    adjustments.addAll(List.of(adjustment));
    return item;
  }
}
