package io.orderstream.messaging.envelope;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of an event.
 *
 * @param id unique for ever; the same when the event is delivered again
 * @param source the service that published it, such as {@code /order-service}
 * @param type the logical, versioned name of what happened
 * @param subject the id of the aggregate it happened to; also the record's key
 * @param time when it happened
 * @param correlationId what the request that began it all is known by
 * @param causationId the event that led to this one; null where a request did
 * @param aggregateVersion how many events the aggregate has published, this one included
 * @param traceparent W3C trace context of the publisher, if it was traced
 */
public record EventMetadata(
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    String correlationId,
    @Nullable String causationId,
    long aggregateVersion,
    @Nullable String traceparent) {}
