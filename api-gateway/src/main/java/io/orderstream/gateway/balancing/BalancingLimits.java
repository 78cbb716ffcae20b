package io.orderstream.gateway.balancing;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param rest how long an instance is left alone before it is asked whether it answers again
 * @param silence how long an instance may owe answers without giving any, before it is asked
 *     whether it still answers
 * @param patience how long an instance may take to say so
 */
@Validated
@ConfigurationProperties("gateway.balancing")
record BalancingLimits(
    @NotNull @DurationMin(millis = 1) Duration rest,
    @NotNull @DurationMin(millis = 1) Duration silence,
    @NotNull @DurationMin(millis = 1) Duration patience) {}
