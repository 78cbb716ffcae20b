package io.orderstream.messaging.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;

/** What came of a replay. */
@Schema(
    name = "Replay",
    requiredProperties = {"outcome", "deadLetter"})
record ReplayResponse(
    @Schema(
            description =
                "`ALREADY_HANDLED`: it had had its effect before, so nothing was done. `PARKED`: it"
                    + " failed, and too often by now")
        Replaying.Outcome outcome,
    DeadLetterResponse deadLetter) {}
