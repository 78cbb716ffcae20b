package io.orderstream.orders.domain;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an order.
 *
 * @param version which of the order's events this was: 1, 2, and so on without gaps
 * @param status what the order became by it
 * @param eventId the id that the event is published under: a UUIDv7 of the time it happened
 */
public record HistoryEntry(int version, OrderStatus status, Instant at, UUID eventId, Cause cause) {

  private static final TimeBasedEpochGenerator UUIDS_V7 = Generators.timeBasedEpochGenerator();

  static HistoryEntry of(int version, OrderStatus status, Instant at, Cause cause) {
    return new HistoryEntry(version, status, at, UUIDS_V7.construct(at.toEpochMilli()), cause);
  }
}
