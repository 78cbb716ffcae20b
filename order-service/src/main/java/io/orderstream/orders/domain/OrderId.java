package io.orderstream.orders.domain;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** Identifies an order: a UUIDv7 of the millisecond it was placed in, so ids sort by that time. */
public record OrderId(UUID value) {

  private static final TimeBasedEpochGenerator UUIDS_V7 = Generators.timeBasedEpochGenerator();
  private static final long LAST_MILLISECOND = (1L << 48) - 1;

  /** A new id, for an order that is placed now. */
  static OrderId next(Instant now) {
    return new OrderId(UUIDS_V7.construct(now.toEpochMilli()));
  }

  /** Not above any id of an order that is placed then or later, and above all earlier ones. */
  static OrderId firstAt(Instant time) {
    Instant bounded = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    long millisecond =
        bounded.isAfter(Instant.ofEpochMilli(LAST_MILLISECOND))
            ? LAST_MILLISECOND
            : bounded.plusNanos(999_999).toEpochMilli();
    return new OrderId(new UUID((millisecond << 16) | 0x7000, Long.MIN_VALUE));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
