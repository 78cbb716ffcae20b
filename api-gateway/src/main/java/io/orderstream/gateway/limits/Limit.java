package io.orderstream.gateway.limits;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * A bucket of so many tokens that fills up at a steady rate.
 *
 * @param name by which callers are told which of the limits holds for them
 */
record Limit(String name, int perSecond, int burst) {

  private static final Duration SECOND = Duration.ofSeconds(1);

  static Limit of(String name, RateLimits.Rate rate) {
    return new Limit(name, rate.perSecond(), rate.burst());
  }

  BucketConfiguration bucket() {
    return BucketConfiguration.builder()
        .addLimit(bandwidth -> bandwidth.capacity(burst).refillGreedy(perSecond, SECOND))
        .build();
  }

  /** How long an empty bucket takes to be full again. */
  Duration window() {
    return SECOND.multipliedBy(burst).dividedBy(perSecond);
  }
}
