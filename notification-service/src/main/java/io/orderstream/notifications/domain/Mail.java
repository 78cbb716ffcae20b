package io.orderstream.notifications.domain;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that something that happened to an order calls for.
 *
 * @param id the id of the event, so that no event ever leads to two mails
 * @param customerId whose order it is
 * @param orderVersion the event's place in the life of its order; mails are sent in this order
 * @param recipient the customer's address as given, which need not be a valid one; null where the
 *     customer wants no mail
 * @param correlationId what the request that began it all is known by
 */
public record Mail(
    UUID id,
    UUID orderId,
    String customerId,
    long orderVersion,
    MailKind kind,
    @Nullable String recipient,
    OrderSummary order,
    String correlationId) {

  public Mail {
    requireNonNull(id, "id");
    requireNonNull(orderId, "orderId");
    requireNonNull(customerId, "customerId");
    requireNonNull(kind, "kind");
    requireNonNull(order, "order");
    requireNonNull(correlationId, "correlationId");
  }

  MailStatus initialStatus() {
    return recipient == null ? MailStatus.SKIPPED : MailStatus.PENDING;
  }
}
