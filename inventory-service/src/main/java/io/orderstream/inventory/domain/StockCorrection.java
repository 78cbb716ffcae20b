package io.orderstream.inventory.domain;

import org.jspecify.annotations.Nullable;

/**
 * A wish that the stock of an item be corrected: goods came in, were lost or counted.
 *
 * @param requestedBy who wishes it; null for this service itself
 * @param key by which the requester recognises the wish when it is repeated, if at all
 */
public record StockCorrection(
    Sku sku,
    StockDelta delta,
    AdjustmentReason reason,
    @Nullable String requestedBy,
    @Nullable IdempotencyKey key) {}
