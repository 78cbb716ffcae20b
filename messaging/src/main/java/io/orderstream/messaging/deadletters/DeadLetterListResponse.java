package io.orderstream.messaging.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some dead letters of a longer list, newest first. */
@Schema(
    name = "DeadLetterList",
    requiredProperties = {"data", "nextCursor"})
record DeadLetterListResponse(
    List<DeadLetterResponse> data,
    @Schema(
            types = {"string", "null"},
            format = "uuid",
            description = "Goes into `after` for those that follow; null where none do")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable UUID nextCursor) {}
