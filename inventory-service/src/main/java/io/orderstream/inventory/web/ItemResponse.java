package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockItem;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Item")
record ItemResponse(String sku, String name, MoneyBody unitPrice, int available, int reserved) {

  static ItemResponse of(StockItem item) {
    return new ItemResponse(
        item.sku().value(),
        item.name(),
        MoneyBody.of(item.unitPrice()),
        item.available(),
        item.reserved());
  }
}
