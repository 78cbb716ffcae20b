package io.orderstream.requestresponse.orders;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an order.
 *
 * @param eventId what the mail about it is known by
 */
record HistoryEntry(
    int version, OrderStatus status, Instant at, UUID eventId, String correlationId) {

  private static final TimeBasedEpochGenerator UUIDS_V7 = Generators.timeBasedEpochGenerator();

  static HistoryEntry of(int version, OrderStatus status, Instant at, String correlationId) {
    return new HistoryEntry(
        version, status, at, UUIDS_V7.construct(at.toEpochMilli()), correlationId);
  }
}
