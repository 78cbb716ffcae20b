package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.AdjustmentReason;
import io.orderstream.inventory.domain.StockDelta;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** How the stock shall change. */
@Schema(name = "StockAdjustment")
record AdjustStockRequest(
    @Schema(example = "25", description = "How many more are available; fewer if negative") @NotNull
        Integer delta,
    @Schema(example = "delivery 4711") @NotNull String reason) {

  StockDelta toDelta() {
    return InvalidInput.inField("/delta", () -> new StockDelta(delta));
  }

  AdjustmentReason toReason() {
    return InvalidInput.inField("/reason", () -> new AdjustmentReason(reason));
  }
}
