package io.orderstream.orders.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of live streams.
 *
 * @param maxOpen the most streams open on this instance; fewer where the heap is small
 * @param maxOpenPerCustomer the most streams open on this instance for orders of one customer
 * @param heartbeat how often a sign of life is sent
 */
@Validated
@ConfigurationProperties("orders.streams")
record StreamProperties(
    @DefaultValue("5000") @Positive int maxOpen,
    @DefaultValue("20") @Positive int maxOpenPerCustomer,
    @DefaultValue("15s") @NotNull Duration heartbeat) {

  /** What the server holds for an open stream: some 80 KiB were measured. */
  private static final int BYTES_OF_A_STREAM = 96 * 1024;

  StreamProperties {
    maxOpen = (int) Math.min(maxOpen, Runtime.getRuntime().maxMemory() / 2 / BYTES_OF_A_STREAM);
  }
}
