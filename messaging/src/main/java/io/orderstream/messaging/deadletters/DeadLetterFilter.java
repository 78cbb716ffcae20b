package io.orderstream.messaging.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null admits all.
 *
 * @param topic the topic they come from
 * @param type the event's type
 * @param error a part of the error's text
 * @param failedFrom when they failed, at the earliest
 * @param failedUntil before when they failed
 */
record DeadLetterFilter(
    @Nullable DeadLetterStatus status,
    @Nullable String topic,
    @Nullable String type,
    @Nullable String error,
    @Nullable Instant failedFrom,
    @Nullable Instant failedUntil) {}
