package io.orderstream.messaging.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which dead letters to replay, and how fast. */
@Schema(name = "ReplayMany")
record ReplayManyRequest(
    @Nullable Filter filter,
    @Schema(minimum = "1", maximum = "100", defaultValue = "10") @Nullable Integer perSecond) {

  private static final int USUAL_RATE = 10;

  int rate() {
    return perSecond == null ? USUAL_RATE : perSecond;
  }

  DeadLetterFilter matching() {
    return filter == null
        ? new DeadLetterFilter(DeadLetterStatus.WAITING, null, null, null, null, null)
        : filter.toDomain();
  }

  /** Which dead letters are meant: what is left out admits all. */
  @Schema(name = "DeadLetterFilter")
  record Filter(
      @Schema(description = "`WAITING`, or `PARKED` for those", defaultValue = "WAITING")
          @Nullable DeadLetterStatus status,
      @Schema(description = "The topic they come from") @Nullable String topic,
      @Schema(description = "The events' type") @Nullable String type,
      @Schema(description = "A part of the error's text, in any case") @Nullable String error,
      @Schema(description = "When they failed, at the earliest") @Nullable Instant failedFrom,
      @Schema(description = "Before when they failed") @Nullable Instant failedUntil) {

    private DeadLetterFilter toDomain() {
      return new DeadLetterFilter(
          status == null ? DeadLetterStatus.WAITING : status,
          Text.storableOrNull(topic),
          Text.storableOrNull(type),
          Text.storableOrNull(error),
          failedFrom,
          failedUntil);
    }
  }
}
