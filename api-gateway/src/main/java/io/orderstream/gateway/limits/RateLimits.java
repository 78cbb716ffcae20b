package io.orderstream.gateway.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests callers may make.
 *
 * @param shoppers each customer who acts for himself
 * @param backEnds each client that acts for others: storefronts, staff, operators
 * @param strangers each address that sends requests without a genuine token
 * @param store a database in which gateways share their limits; without it, each counts by itself
 */
@Validated
@ConfigurationProperties("gateway.rate-limits")
record RateLimits(
    @NotNull @Valid Rate shoppers,
    @NotNull @Valid Rate backEnds,
    @NotNull @Valid Rate strangers,
    @Nullable @Valid Store store) {

  /**
   * @param perSecond how many requests a caller may make each second on average
   * @param burst how many he may make at once after a pause
   */
  record Rate(@Positive int perSecond, @Positive int burst) {}

  record Store(@NotBlank String url, @NotBlank String username, @NotBlank String password) {}
}
