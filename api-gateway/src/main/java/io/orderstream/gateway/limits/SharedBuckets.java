package io.orderstream.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets in PostgreSQL, which all gateways on that database share. A gateway gives out a tenth of
 * a burst, or for a second, before it looks at the others' use again: that much more than its limit
 * a caller can get through each further gateway, and so much less often is the database asked.
 *
 * <p>While the database does not answer, the gateway counts by itself.
 */
final class SharedBuckets implements Buckets, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);

  private static final String TABLE =
      """
      create unlogged table if not exists rate_limits (
        id text primary key, state bytea, expires_at bigint)""";

  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final Duration SYNCHRONISATION = Duration.ofSeconds(1);
  private static final int EXPIRED_AT_ONCE = 10_000;

  private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor();
  private final Cache<Key, BucketProxy> proxies = Buckets.room();
  private final Buckets own = new LocalBuckets();
  private final HikariDataSource database;
  private final PostgreSQLSelectForUpdateBasedProxyManager<String> manager;
  private final CircuitBreaker breaker;

  SharedBuckets(RateLimits.Store store, CircuitBreaker breaker) {
    this.breaker = breaker;
    this.database = connect(store);
    this.manager =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limits")
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(LONGEST_WINDOW))
            .build();
    var _ = cleaner.scheduleWithFixedDelay(this::removeExpired, 1, 1, TimeUnit.MINUTES);
  }

  private static HikariDataSource connect(RateLimits.Store store) {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(store.url());
    database.setUsername(store.username());
    database.setPassword(store.password());
    database.setPoolName("rate-limits");
    database.setMaximumPoolSize(4);
    database.setConnectionTimeout(250);
    database.setInitializationFailTimeout(-1);
    database.setConnectionInitSql(TABLE);
    database.addDataSourceProperty("connectTimeout", "1");
    database.addDataSourceProperty("socketTimeout", "1");
    return database;
  }

  @Override
  public ConsumptionProbe take(Key key) {
    try {
      return breaker.executeSupplier(
          () -> proxies.get(key, this::proxyOf).tryConsumeAndReturnRemaining(1));
    } catch (CallNotPermittedException _) {
      return own.take(key);
    } catch (RuntimeException e) {
      log.warn("Limits are not shared at present: {}", e.getMessage());
      return own.take(key);
    }
  }

  private BucketProxy proxyOf(Key key) {
    Limit limit = key.limit();
    return manager
        .builder()
        .withOptimization(
            Optimizations.delaying(
                new DelayParameters(Math.max(1, limit.burst() / 10), SYNCHRONISATION)))
        .build(
            "%s/%d/%d:%s".formatted(limit.name(), limit.perSecond(), limit.burst(), key.caller()),
            limit::bucket);
  }

  private void removeExpired() {
    try {
      while (manager.removeExpired(EXPIRED_AT_ONCE) == EXPIRED_AT_ONCE) {}
    } catch (RuntimeException e) {
      log.debug("Expired buckets stay for now", e);
    }
  }

  @Override
  public void close() {
    cleaner.shutdownNow();
    database.close();
  }
}
