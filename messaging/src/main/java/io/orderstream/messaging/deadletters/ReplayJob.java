package io.orderstream.messaging.deadletters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many.
 *
 * @param newest the last dead letter there was when it was asked for: later ones are not replayed
 * @param finishedAt null as long as there are some left
 */
record ReplayJob(
    UUID id,
    String group,
    String requestedBy,
    Instant requestedAt,
    DeadLetterFilter filter,
    UUID newest,
    int perSecond,
    @Nullable Instant finishedAt) {}
