package io.orderstream.messaging.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rows are removed that have reached their age.
 *
 * @param inbox for how long the inbox remembers an event; longer than Kafka keeps the event, or one
 *     that is delivered again late has its effect twice
 * @param interval the pause between two runs
 * @param batchSize the most rows that are removed in one transaction
 * @param pause the pause between two batches, which leaves the database to others
 */
@ConfigurationProperties("messaging.retention")
record RetentionProperties(
    @DefaultValue("21d") Duration inbox,
    @DefaultValue("10m") Duration interval,
    @DefaultValue("1000") int batchSize,
    @DefaultValue("50ms") Duration pause) {

  RetentionProperties {
    Redelivery.requireOutlived("messaging.retention.inbox", inbox);
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException(
          "messaging.retention.batch-size must be 1 to 10,000, is " + batchSize);
    }
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "messaging.retention.interval must be a second or more, is " + interval);
    }
  }
}
