package io.orderstream.orders.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An order's history as it is stored: one JSON array in the order's row. */
final class HistoryColumn {

  private HistoryColumn() {}

  static String write(List<HistoryEntry> history) {
    return JsonMapper.shared().writeValueAsString(history.stream().map(StoredEntry::of).toList());
  }

  static List<HistoryEntry> read(String json) {
    return Stream.of(JsonMapper.shared().readValue(json, StoredEntry[].class))
        .map(StoredEntry::toEntry)
        .toList();
  }

  private record StoredEntry(
      int version,
      OrderStatus status,
      Instant at,
      UUID eventId,
      String correlationId,
      @Nullable String causationId) {

    static StoredEntry of(HistoryEntry entry) {
      return new StoredEntry(
          entry.version(),
          entry.status(),
          entry.at(),
          entry.eventId(),
          entry.cause().correlationId(),
          entry.cause().causationId());
    }

    HistoryEntry toEntry() {
      return new HistoryEntry(
          version, status, at, eventId, new Cause(correlationId, causationId, null));
    }
  }
}
