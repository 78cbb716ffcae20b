package io.orderstream.messaging.rebuilding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that reads a topic from its beginning again.
 *
 * @param partitions how many the topic has
 * @param restarted how many of them are being read from the beginning, or have been
 * @param finished how many are read up to where they ended when they were restarted
 * @param finishedAt null as long as not all are
 */
record Rebuild(
    UUID id,
    String group,
    String topic,
    String requestedBy,
    Instant requestedAt,
    int partitions,
    int restarted,
    int finished,
    @Nullable Instant finishedAt) {}
