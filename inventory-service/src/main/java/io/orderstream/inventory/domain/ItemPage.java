package io.orderstream.inventory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a longer list.
 *
 * @param next what to ask for the items that follow; null where none do
 */
public record ItemPage(List<StockItem> items, @Nullable Sku next) {

  /** Cuts a list to the limit; what is beyond it only tells that more follow. */
  static ItemPage of(List<StockItem> found, int limit) {
    if (found.size() <= limit) {
      return new ItemPage(found, null);
    }
    List<StockItem> page = found.subList(0, limit);
    return new ItemPage(page, page.getLast().sku());
  }
}
