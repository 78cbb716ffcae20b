package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.ItemPage;
import io.orderstream.inventory.domain.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some items of a longer list, in sku order. */
@Schema(
    name = "ItemList",
    requiredProperties = {"data", "nextCursor"})
record ItemListResponse(
    List<ItemResponse> data,
    @Schema(
            types = {"string", "null"},
            example = "MUG-ENAMEL",
            description = "Goes into `after` for the items that follow; null where none do")
        @Nullable String nextCursor) {

  static ItemListResponse of(ItemPage page) {
    Sku next = page.next();
    return new ItemListResponse(
        page.items().stream().map(ItemResponse::of).toList(), next == null ? null : next.value());
  }
}
