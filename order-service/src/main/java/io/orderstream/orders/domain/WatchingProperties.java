package io.orderstream.orders.domain;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as unusual.
 *
 * @param stuckAfter how long an order may wait for inventory's answer
 */
@Validated
@ConfigurationProperties("orders")
record WatchingProperties(@DefaultValue("5m") @NotNull Duration stuckAfter) {}
