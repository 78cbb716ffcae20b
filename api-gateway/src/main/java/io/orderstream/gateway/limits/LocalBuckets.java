package io.orderstream.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;

/** Buckets in memory. */
final class LocalBuckets implements Buckets {

  private final Cache<Key, LocalBucket> buckets = Buckets.room();

  @Override
  public ConsumptionProbe take(Key key) {
    return buckets.get(key, LocalBuckets::bucketOf).tryConsumeAndReturnRemaining(1);
  }

  private static LocalBucket bucketOf(Key key) {
    LocalBucketBuilder bucket = Bucket.builder();
    for (var bandwidth : key.limit().bucket().getBandwidths()) {
      bucket.addLimit(bandwidth);
    }
    return bucket.withNanosecondPrecision().build();
  }
}
