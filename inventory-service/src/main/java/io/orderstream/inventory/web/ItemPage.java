package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the items, in sku order.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
@Schema(name = "ItemPage")
record ItemPage(List<ItemResponse> data, @Nullable String nextCursor) {

  /** A page of at most {@code limit} of the items found, of which one more tells of a next page. */
  static ItemPage of(List<StockItem> found, int limit) {
    List<StockItem> shown = found.stream().limit(limit).toList();
    return new ItemPage(
        shown.stream().map(ItemResponse::of).toList(),
        found.size() > limit ? shown.getLast().sku().value() : null);
  }
}
