package io.orderstream.messaging.rebuilding;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a rebuild is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Rebuild",
    requiredProperties = {
      "id",
      "topic",
      "status",
      "requestedBy",
      "requestedAt",
      "partitions",
      "restarted",
      "finished"
    })
record RebuildResponse(
    UUID id,
    @Schema(example = "inventory.item.state.v1") String topic,
    Status status,
    @Schema(description = "The subject of the operator's token", example = "ops")
        String requestedBy,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Of the topic", example = "12") int partitions,
    @Schema(description = "Partitions that began anew") int restarted,
    @Schema(description = "Partitions read up to where they ended when they began anew")
        int finished) {

  /** Whether all is read. */
  @Schema(name = "RebuildStatus")
  enum Status {
    RUNNING,
    FINISHED
  }

  static RebuildResponse of(Rebuild rebuild) {
    return new RebuildResponse(
        rebuild.id(),
        rebuild.topic(),
        rebuild.finishedAt() == null ? Status.RUNNING : Status.FINISHED,
        rebuild.requestedBy(),
        rebuild.requestedAt(),
        rebuild.finishedAt(),
        rebuild.partitions(),
        rebuild.restarted(),
        rebuild.finished());
  }
}
