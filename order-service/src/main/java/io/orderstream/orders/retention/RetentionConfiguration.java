package io.orderstream.orders.retention;

import io.orderstream.messaging.retention.ExpiringRows;
import io.orderstream.orders.domain.IdempotencyKey;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

  /** For clocks of other instances that are behind, and still count on a key. */
  private static final Duration MARGIN = Duration.ofDays(1);

  @Bean
  ExpiringRows expiringIdempotencyKeys() {
    return new ExpiringRows("idempotency_keys", "created_at", IdempotencyKey.KEPT.plus(MARGIN));
  }
}
