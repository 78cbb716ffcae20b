package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.AdjustmentReason;
import io.orderstream.inventory.domain.IdempotencyKey;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockCorrection;
import io.orderstream.inventory.domain.StockDelta;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How the stock shall change. */
@Schema(name = "StockCorrection")
record AdjustStockRequest(
    @Schema(example = "25", description = "How many more are available; fewer if negative") @NotNull
        Integer delta,
    @Schema(example = "delivery 4711") @NotNull String reason) {

  StockCorrection toCorrection(Sku sku, String requestedBy, @Nullable IdempotencyKey key) {
    return new StockCorrection(
        sku,
        InvalidInput.inField("/delta", () -> new StockDelta(delta)),
        InvalidInput.inField("/reason", () -> new AdjustmentReason(reason)),
        requestedBy,
        key);
  }
}
