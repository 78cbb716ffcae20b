package io.orderstream.notifications.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail whose time to be sent has come.
 *
 * @param attempts how often it has been tried in vain
 */
public record DueMail(
    UUID id,
    UUID orderId,
    MailKind kind,
    String recipient,
    OrderSummary order,
    String correlationId,
    int attempts,
    Instant createdAt) {

  public DueMail {
    requireNonNull(id, "id");
    requireNonNull(orderId, "orderId");
    requireNonNull(kind, "kind");
    requireNonNull(recipient, "recipient");
    requireNonNull(order, "order");
    requireNonNull(correlationId, "correlationId");
    requireNonNull(createdAt, "createdAt");
  }
}
