package io.orderstream.messaging.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a replay of many is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "ReplayOfMany",
    requiredProperties = {
      "id",
      "status",
      "requestedBy",
      "requestedAt",
      "perSecond",
      "replayed",
      "alreadyHandled",
      "failed",
      "parked"
    })
record ReplayJobResponse(
    UUID id,
    Status status,
    @Schema(description = "The subject of the operator's token", example = "ops")
        String requestedBy,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Schema(example = "10") int perSecond,
    int replayed,
    @Schema(description = "Had had their effect before") int alreadyHandled,
    @Schema(description = "Failed, and wait as before") int failed,
    @Schema(description = "Failed, too often by now") int parked) {

  /** Whether there are some left. */
  @Schema(name = "ReplayStatus")
  enum Status {
    RUNNING,
    FINISHED
  }

  static ReplayJobResponse of(ReplayJob job, Map<String, Integer> outcomes) {
    return new ReplayJobResponse(
        job.id(),
        job.finishedAt() == null ? Status.RUNNING : Status.FINISHED,
        job.requestedBy(),
        job.requestedAt(),
        job.finishedAt(),
        job.perSecond(),
        outcomes.getOrDefault(Replaying.Outcome.REPLAYED.name(), 0),
        outcomes.getOrDefault(Replaying.Outcome.ALREADY_HANDLED.name(), 0),
        outcomes.getOrDefault(Replaying.Outcome.FAILED.name(), 0),
        outcomes.getOrDefault(Replaying.Outcome.PARKED.name(), 0));
  }
}
