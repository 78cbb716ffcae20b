package io.orderstream.inventory.domain;

/**
 * What a wish to correct stock led to.
 *
 * @param replayed whether it had been made before, and the stock was left as it is
 */
public record AdjustedStock(StockAdjustment adjustment, boolean replayed) {}
