package io.orderstream.notifications.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one mail.
 *
 * @param lastError why the latest attempt failed; null before the first failure and once sent
 */
public record Notification(
    MailKind kind,
    @Nullable String recipient,
    MailStatus status,
    int attempts,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String lastError) {}
