package io.orderstream.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.orderstream.testing.Servers;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Two gateways before one PostgreSQL. */
class SharedBucketsTest {

  private static final JdbcConnectionDetails DATABASE = Servers.current().newDatabase();

  /** What two gateways may give out together before each looks again, and what drips in. */
  private static final int TOLERANCE = 2 * 2 + 3;

  private static final Limit LIMIT = new Limit("shoppers", 1, 20);

  private final SharedBuckets one = buckets(DATABASE.getJdbcUrl());
  private final SharedBuckets other = buckets(DATABASE.getJdbcUrl());

  private static SharedBuckets buckets(String url) {
    return new SharedBuckets(
        new RateLimits.Store(
            url,
            Objects.requireNonNull(DATABASE.getUsername()),
            Objects.requireNonNull(DATABASE.getPassword())),
        CircuitBreaker.of(
            "rate-limits", CircuitBreakerConfig.custom().minimumNumberOfCalls(5).build()));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void giveACallerOneLimitTogether() {
    Buckets.Key alice = new Buckets.Key(LIMIT, "alice");

    int admitted =
        (int)
            IntStream.range(0, 100)
                .filter(i -> (i % 2 == 0 ? one : other).take(alice).isConsumed())
                .count();

    assertThat(admitted).isBetween(20, 20 + TOLERANCE);
  }

  @Test
  void countEachCallerAlone() {
    Buckets.Key bob = new Buckets.Key(LIMIT, "bob");
    while (one.take(bob).isConsumed()) {}

    assertThat(other.take(new Buckets.Key(LIMIT, "carol")).isConsumed()).isTrue();
    assertThat(IntStream.range(0, 20).filter(_ -> other.take(bob).isConsumed()).count())
        .isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void startANewCountWhenTheLimitChanges() {
    Buckets.Key dave = new Buckets.Key(LIMIT, "dave");
    while (one.take(dave).isConsumed()) {}

    assertThat(one.take(new Buckets.Key(new Limit("shoppers", 2, 40), "dave")).isConsumed())
        .isTrue();
  }

  @Test
  void countByThemselvesAndFastWhileTheDatabaseIsAway() {
    try (SharedBuckets alone = buckets("jdbc:postgresql://127.0.0.1:1/nowhere")) {
      Buckets.Key erin = new Buckets.Key(LIMIT, "erin");
      for (int i = 0; i < 20; i++) {
        assertThat(alone.take(erin).isConsumed()).isTrue();
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> !alone.take(erin).isConsumed());
    }
  }
}
