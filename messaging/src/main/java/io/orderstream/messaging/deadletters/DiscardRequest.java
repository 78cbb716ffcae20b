package io.orderstream.messaging.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a dead letter is given up. */
@Schema(name = "Discard", requiredProperties = "reason")
record DiscardRequest(
    @Schema(
            minLength = 1,
            maxLength = 500,
            description = "Why it is given up",
            example = "The order was cancelled by hand")
        @Nullable String reason) {}
