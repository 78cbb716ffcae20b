package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.orders.domain.HistoryEntry;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderStatus;
import io.orderstream.orders.publishing.EventTypes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an order, oldest first. */
@Schema(name = "OrderTimeline", requiredProperties = "data")
record TimelineResponse(List<Event> data) {

  static TimelineResponse of(Order order) {
    return new TimelineResponse(order.history().stream().map(Event::of).toList());
  }

  /** One event, as it was published. */
  @Schema(
      name = "OrderEvent",
      requiredProperties = {
        "version",
        "type",
        "status",
        "occurredAt",
        "eventId",
        "correlationId",
        "causationId"
      })
  record Event(
      @Schema(description = "The order's version since then", example = "2") int version,
      @Schema(
              description = "The event's type on the topic",
              example = "io.orderstream.order.confirmed.v1")
          String type,
      @Schema(description = "What the order became by it", example = "CONFIRMED")
          OrderStatus status,
      Instant occurredAt,
      @Schema(description = "The event's id on the topic") UUID eventId,
      @Schema(description = "What the request that began it all is known by") String correlationId,
      @Schema(
              types = {"string", "null"},
              description = "The event that led to it; null where a request did")
          @JsonInclude(JsonInclude.Include.ALWAYS)
          @Nullable String causationId) {

    static Event of(HistoryEntry entry) {
      return new Event(
          entry.version(),
          EventTypes.of(entry),
          entry.status(),
          entry.at(),
          entry.eventId(),
          entry.cause().correlationId(),
          entry.cause().causationId());
    }
  }
}
