/** Decided facts on their way to Kafka: the transactional outbox and the relay that drains it. */
@NullMarked
package io.orderstream.messaging.publishing;

import org.jspecify.annotations.NullMarked;
