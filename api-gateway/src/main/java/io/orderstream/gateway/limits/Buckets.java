package io.orderstream.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** The buckets of all callers. */
@FunctionalInterface
interface Buckets {

  /** Takes one token out of the caller's bucket, if there is one left. */
  ConsumptionProbe take(Key key);

  record Key(Limit limit, String caller) {}

  /**
   * Room for the buckets of as many callers as are likely in a few minutes. A bucket is forgotten
   * once it must be full again; if there are too many, rare callers are forgotten first.
   */
  static <B extends Bucket> Cache<Key, B> room() {
    return Caffeine.newBuilder()
        .maximumSize(100_000)
        .expireAfter(
            Expiry.<Key, B>accessing((key, _) -> key.limit().window().plus(Duration.ofSeconds(1))))
        .build();
  }
}
