package io.orderstream.requestresponse.inventory;

import java.time.Instant;

/** An adjustment that was made, as the product shows it. */
record AdjustmentResponse(
    String sku, int delta, String reason, int available, String adjustedBy, Instant adjustedAt) {

  static AdjustmentResponse of(Adjustment adjustment, int available) {
    return new AdjustmentResponse(
        adjustment.sku(),
        adjustment.delta(),
        adjustment.reason(),
        available,
        adjustment.adjustedBy(),
        adjustment.adjustedAt());
  }
}
