package io.orderstream.orders.domain;

import org.jspecify.annotations.Nullable;

/**
 * A request to place an order.
 *
 * @param key the caller's name for it; without one, every request is a new one
 * @param cause what led to it
 */
public record OrderRequest(OrderDraft draft, @Nullable IdempotencyKey key, Cause cause) {}
