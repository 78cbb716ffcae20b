/** Kafka brokers, and what the launcher asks them. */
@NullMarked
package io.orderstream.localstack.kafka;

import org.jspecify.annotations.NullMarked;
