package io.orderstream.messaging.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.messaging.deadletters.DeadLetterTable.Details;
import io.orderstream.messaging.deadletters.StoredHeaders.StoredHeader;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a dead letter. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "DeadLetterDetails",
    requiredProperties = {"deadLetter", "headers", "truncated", "stackTrace", "actions"})
record DeadLetterDetailsResponse(
    DeadLetterResponse deadLetter,
    @Schema(description = "The record's own headers") List<HeaderResponse> headers,
    @Schema(description = "The record's value, as far as it is text; absent where there is none")
        @Nullable String value,
    @Schema(description = "Whether the value is longer than what is shown") boolean truncated,
    String stackTrace,
    @Schema(description = "What operators did with it, oldest first")
        List<ActionResponse> actions) {

  static DeadLetterDetailsResponse of(
      DeadLetter letter, Details details, byte @Nullable [] value, List<Action> actions) {
    Integer size = letter.size();
    return new DeadLetterDetailsResponse(
        DeadLetterResponse.of(letter),
        details.headers().stream().map(HeaderResponse::of).toList(),
        Text.of(value),
        value != null && size != null && size > value.length,
        details.stackTrace(),
        actions.stream().map(ActionResponse::of).toList());
  }

  /** A header, as far as it is text. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DeadLetterHeader", requiredProperties = "name")
  record HeaderResponse(
      @Schema(example = "ce_type") String name,
      @Schema(example = "io.orderstream.order.created.v1") @Nullable String value) {

    private static HeaderResponse of(StoredHeader header) {
      return new HeaderResponse(header.name(), header.text());
    }
  }

  /** What an operator did. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "DeadLetterAction",
      requiredProperties = {"at", "who", "action", "outcome"})
  record ActionResponse(
      Instant at,
      @Schema(description = "The subject of the operator's token", example = "ops") String who,
      @Schema(example = "REPLAY") String action,
      @Schema(description = "The replay of many that it was part of") @Nullable UUID replay,
      @Nullable String reason,
      @Schema(example = "FAILED") String outcome,
      @Nullable String error) {

    private static ActionResponse of(Action action) {
      return new ActionResponse(
          action.at(),
          action.who(),
          action.action(),
          action.replay(),
          action.reason(),
          action.outcome(),
          action.error());
    }
  }
}
