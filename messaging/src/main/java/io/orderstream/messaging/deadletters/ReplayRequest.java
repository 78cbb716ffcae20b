package io.orderstream.messaging.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to replay. */
@Schema(name = "ReplayOptions")
record ReplayRequest(
    @Schema(description = "Also if it is parked or discarded", defaultValue = "false")
        @Nullable Boolean force) {}
