package io.orderstream.inventory.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A correction of an item's stock that was made.
 *
 * @param available how many were available after it
 * @param adjustedAt when, to the microsecond
 */
public record StockAdjustment(StockCorrection correction, int available, Instant adjustedAt) {

  public StockAdjustment {
    adjustedAt = adjustedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
