package io.orderstream.messaging.deadletters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did with a dead letter.
 *
 * @param replay the replay of many that it was part of
 * @param who the subject of the operator's token
 */
record Action(
    Instant at,
    @Nullable UUID replay,
    String who,
    String action,
    @Nullable String reason,
    String outcome,
    @Nullable String error) {}
