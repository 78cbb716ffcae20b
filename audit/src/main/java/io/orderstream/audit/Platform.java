package io.orderstream.audit;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is audited.
 *
 * @param orders order-service's database; its user may make temporary tables, which hold all that
 *     the audit compares
 * @param bootstrapServers where Kafka is found
 * @param mailServer a Mailpit, or what answers like one; null where none can be asked. Mails sent
 *     before the oldest that it holds are not looked for.
 */
public record Platform(
    Database orders,
    Database inventory,
    Database notifications,
    String bootstrapServers,
    @Nullable URI mailServer) {}
