package io.orderstream.bench.load;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer to an order.
 *
 * @param intended when the order was to be sent
 * @param order its id, where it was accepted
 * @param comeBackAfter how long the sender is asked to wait; zero if it is not
 */
record Answer(
    long intended,
    int status,
    @Nullable UUID order,
    Duration comeBackAfter,
    boolean keepsConnection) {}
