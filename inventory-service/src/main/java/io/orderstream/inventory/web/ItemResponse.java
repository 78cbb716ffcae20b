package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockItem;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
    name = "Item",
    requiredProperties = {"sku", "name", "unitPrice", "available", "reserved"})
record ItemResponse(
    @Schema(example = "MUG-ENAMEL") String sku,
    @Schema(example = "Enamel mug") String name,
    MoneyBody unitPrice,
    @Schema(example = "25", description = "How many can be ordered") int available,
    @Schema(example = "2", description = "How many are held by orders") int reserved) {

  static ItemResponse of(StockItem item) {
    return new ItemResponse(
        item.sku().value(),
        item.name(),
        MoneyBody.of(item.unitPrice()),
        item.available(),
        item.reserved());
  }
}
