package io.orderstream.messaging.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record that a consumer could not handle. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "DeadLetter",
    requiredProperties = {
      "id",
      "topic",
      "partition",
      "offset",
      "failedAt",
      "attempts",
      "error",
      "status",
      "replays"
    })
record DeadLetterResponse(
    UUID id,
    @Schema(description = "Where it comes from", example = "orders.order.events.v1") String topic,
    @Schema(example = "7") int partition,
    @Schema(example = "4711") long offset,
    @Schema(description = "The record's key, as far as it is text") @Nullable String key,
    @Schema(description = "Of the value, in bytes; absent where there is none")
        @Nullable Integer size,
    @Schema(description = "The event's id, as far as it can be read") @Nullable String eventId,
    @Schema(
            description = "The event's type, as far as it can be read",
            example = "io.orderstream.order.created.v1")
        @Nullable String eventType,
    Instant failedAt,
    @Schema(description = "How often it was tried when it was delivered", example = "3")
        int attempts,
    @Schema(
            description = "Why it failed, the last time",
            example = "MalformedEvent: attribute id is missing")
        String error,
    DeadLetterStatus status,
    @Schema(description = "How many replays failed", example = "0") int replays) {

  static DeadLetterResponse of(DeadLetter letter) {
    return new DeadLetterResponse(
        letter.id(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.key(),
        letter.size(),
        letter.eventId(),
        letter.eventType(),
        letter.failedAt(),
        letter.attempts(),
        letter.error(),
        letter.status(),
        letter.replays());
  }
}
