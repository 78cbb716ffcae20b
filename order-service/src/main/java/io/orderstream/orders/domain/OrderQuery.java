package io.orderstream.orders.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list; what is null does not narrow the list.
 *
 * @param reach whose orders
 * @param placedFrom the first time at which they were placed
 * @param placedBefore the time before which they were placed
 * @param after the last order of the page before
 * @param limit the most orders to return
 */
public record OrderQuery(
    Reach reach,
    @Nullable OrderStatus status,
    @Nullable Instant placedFrom,
    @Nullable Instant placedBefore,
    @Nullable OrderId after,
    int limit) {}
