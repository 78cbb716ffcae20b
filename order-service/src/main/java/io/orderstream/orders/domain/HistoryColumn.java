package io.orderstream.orders.domain;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An order's history as it is stored: one JSON array in the order's row. */
@Immutable
@Converter
class HistoryColumn implements AttributeConverter<List<HistoryEntry>, String> {

  @Override
  public String convertToDatabaseColumn(List<HistoryEntry> history) {
    return JsonMapper.shared().writeValueAsString(history.stream().map(StoredEntry::of).toList());
  }

  @Override
  public List<HistoryEntry> convertToEntityAttribute(String json) {
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
