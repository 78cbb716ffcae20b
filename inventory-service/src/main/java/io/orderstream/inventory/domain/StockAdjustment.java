package io.orderstream.inventory.domain;

import java.time.Instant;

/**
 * One correction of an item's stock.
 *
 * @param available how many were available after it
 */
record StockAdjustment(
    Sku sku, StockDelta delta, AdjustmentReason reason, int available, Instant adjustedAt) {}
