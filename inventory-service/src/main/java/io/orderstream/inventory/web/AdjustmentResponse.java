package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.StockAdjustment;
import io.orderstream.inventory.domain.StockCorrection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An adjustment that was made. */
@Schema(
    name = "StockAdjustment",
    requiredProperties = {"sku", "delta", "reason", "available", "adjustedBy", "adjustedAt"})
record AdjustmentResponse(
    @Schema(example = "MUG-ENAMEL") String sku,
    @Schema(example = "25") int delta,
    @Schema(example = "delivery 4711") String reason,
    @Schema(example = "27", description = "How many were available right after it") int available,
    @Schema(example = "staff", description = "The subject of the caller's access token")
        @Nullable String adjustedBy,
    Instant adjustedAt) {

  static AdjustmentResponse of(StockAdjustment adjustment) {
    StockCorrection correction = adjustment.correction();
    return new AdjustmentResponse(
        correction.sku().value(),
        correction.delta().value(),
        correction.reason().value(),
        adjustment.available(),
        correction.requestedBy(),
        adjustment.adjustedAt());
  }
}
