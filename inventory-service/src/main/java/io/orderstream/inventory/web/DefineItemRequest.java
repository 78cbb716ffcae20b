package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.ItemDefinition;
import io.orderstream.inventory.domain.ItemName;
import io.orderstream.inventory.domain.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What an item shall be. */
@Schema(name = "ItemDefinition")
record DefineItemRequest(
    @Schema(example = "Enamel mug") @NotNull String name, @NotNull @Valid MoneyBody unitPrice) {

  ItemDefinition toDefinition(String sku) {
    return new ItemDefinition(
        InvalidInput.inParameter("sku", () -> new Sku(sku)),
        InvalidInput.inField("/name", () -> new ItemName(name)),
        unitPrice.toMoney("/unitPrice"));
  }
}
