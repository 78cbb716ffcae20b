package io.orderstream.messaging.rebuilding;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to read again. */
@Schema(name = "RebuildRequest", requiredProperties = "topic")
record RebuildRequest(
    @Schema(description = "A topic that the consumer reads", example = "inventory.item.state.v1")
        @Nullable String topic) {}
