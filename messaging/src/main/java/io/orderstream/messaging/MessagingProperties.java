package io.orderstream.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of publishing and consuming.
 *
 * @param source the CloudEvents {@code source} of this service's events; {@code /} and the name of
 *     the application where it is not given
 * @param relay how the outbox is drained
 * @param consumer how topics are read
 */
@ConfigurationProperties("messaging")
public record MessagingProperties(
    @Nullable String source, @DefaultValue Relay relay, @DefaultValue Consumer consumer) {

  /**
   * How the outbox is drained.
   *
   * @param batchSize how many rows are read at a time
   * @param pollInterval how often rows are looked for that another instance committed
   * @param gathering the shortest time between two batches; what comes meanwhile goes together, as
   *     many small batches cost far more than a few larger ones
   * @param maxBackoff the longest pause between two tries while the broker is away
   */
  public record Relay(
      @DefaultValue("500") int batchSize,
      @DefaultValue("200ms") Duration pollInterval,
      @DefaultValue("20ms") Duration gathering,
      @DefaultValue("5s") Duration maxBackoff) {

    public Relay {
      requirePositive("relay.batch-size", batchSize);
      requireShort("relay.gathering", gathering);
    }
  }

  /**
   * How topics are read.
   *
   * @param concurrency threads for each subscription; more than the topic has partitions stay idle
   * @param maxBatch the most events that share a transaction
   * @param gathering how long after a batch the next one is taken at the earliest; what comes
   *     meanwhile shares a transaction
   * @param attempts how often an event that fails for itself is tried before it is a dead letter
   * @param maxBackoff the longest pause between two tries while the database is away
   */
  public record Consumer(
      @DefaultValue("2") int concurrency,
      @DefaultValue("500") int maxBatch,
      @DefaultValue("20ms") Duration gathering,
      @DefaultValue("3") int attempts,
      @DefaultValue("5s") Duration maxBackoff) {

    public Consumer {
      requirePositive("consumer.concurrency", concurrency);
      requirePositive("consumer.max-batch", maxBatch);
      requirePositive("consumer.attempts", attempts);
      requireShort("consumer.gathering", gathering);
    }
  }

  private static void requirePositive(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messaging.%s must be positive, is %d".formatted(property, value));
    }
  }

  private static void requireShort(String property, Duration time) {
    if (time.isNegative() || time.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException(
          "messaging.%s must be between 0 and 1 s, is %s".formatted(property, time));
    }
  }
}
