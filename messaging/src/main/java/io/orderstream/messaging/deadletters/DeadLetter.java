package io.orderstream.messaging.deadletters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer group could not handle, without its content.
 *
 * @param key as far as it is text
 * @param attempts how often it was tried when it was delivered
 * @param replays how often a replay failed
 * @param size of its value in bytes; null if it has none
 */
record DeadLetter(
    UUID id,
    String group,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable Integer size,
    @Nullable String eventId,
    @Nullable String eventType,
    Instant failedAt,
    int attempts,
    String error,
    DeadLetterStatus status,
    int replays) {}
