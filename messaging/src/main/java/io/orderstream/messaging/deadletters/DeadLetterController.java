package io.orderstream.messaging.deadletters;

import io.orderstream.access.Caller;
import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.operating.OperatorProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;

/** Dead letters over HTTP, for operators. */
@RestController
@Tag(name = "Dead letters")
class DeadLetterController {

  static final String PATH = "/api/v1/consumers/{group}/dead-letters";

  private static final int MAX_LIMIT = 100;
  private static final int MAX_REASON = 500;

  /** As much of a value as is shown with the rest. */
  private static final int SHOWN = 64 * 1024;

  private final DeadLetterTable table;
  private final Replaying replaying;
  private final EventHandlers handlers;

  DeadLetterController(DeadLetterTable table, Replaying replaying, EventHandlers handlers) {
    this.table = table;
    this.replaying = replaying;
    this.handlers = handlers;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listDeadLetters",
      summary = "List what a consumer could not handle, newest first")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `Link` and `nextCursor` lead on",
      headers = @Header(name = HttpHeaders.LINK, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "The service has no such consumer")
  ResponseEntity<DeadLetterListResponse> list(
      @Parameter(example = "order-service") @PathVariable String group,
      @RequestParam(required = false) @Nullable DeadLetterStatus status,
      @Parameter(description = "The topic they come from") @RequestParam(required = false)
          @Nullable String topic,
      @Parameter(description = "The events' type") @RequestParam(required = false)
          @Nullable String type,
      @Parameter(description = "A part of the error's text, in any case")
          @RequestParam(required = false)
          @Nullable String error,
      @Parameter(description = "When they failed, at the earliest") @RequestParam(required = false)
          @Nullable Instant failedFrom,
      @Parameter(description = "Before when they failed") @RequestParam(required = false)
          @Nullable Instant failedUntil,
      @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "`nextCursor` of the page before") @RequestParam(required = false)
          @Nullable UUID after) {
    OperatorProblem.requireConsumer(handlers, group);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw OperatorProblem.invalidParameter(
          "limit", "out-of-range", "must be between 1 and " + MAX_LIMIT);
    }
    requireKnown("failedFrom", failedFrom);
    requireKnown("failedUntil", failedUntil);
    DeadLetterFilter filter =
        new DeadLetterFilter(
            status,
            Text.storableOrNull(topic),
            Text.storableOrNull(type),
            Text.storableOrNull(error),
            failedFrom,
            failedUntil);
    List<DeadLetter> found = table.list(group, filter, after, limit + 1);
    boolean more = found.size() > limit;
    List<DeadLetter> page = more ? found.subList(0, limit) : found;
    UUID next = more ? page.getLast().id() : null;
    var response = ResponseEntity.ok();
    if (next != null) {
      response.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(pageAfter(next)));
    }
    return response.body(
        new DeadLetterListResponse(page.stream().map(DeadLetterResponse::of).toList(), next));
  }

  private static void requireKnown(String parameter, @Nullable Instant instant) {
    if (!DeadLetterTable.knows(instant)) {
      throw OperatorProblem.invalidParameter(
          parameter, "out-of-range", "must be in the years from 1 to 9999");
    }
  }

  /** Relative, as the service does not know what it is called from outside. */
  private static String pageAfter(UUID letter) {
    UriComponents uri =
        ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("after", letter).build();
    return uri.getPath() + "?" + uri.getQuery();
  }

  @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getDeadLetter",
      summary = "Show a dead letter",
      description = "With its headers, where it failed, and what operators did with it.")
  @ApiResponse(responseCode = "200", description = "The dead letter")
  @ApiResponse(responseCode = "404", description = "This consumer has no such dead letter")
  DeadLetterDetailsResponse show(
      @Parameter(example = "order-service") @PathVariable String group, @PathVariable UUID id) {
    DeadLetter letter = find(group, id);
    return DeadLetterDetailsResponse.of(
        letter, table.details(id), table.beginning(id, SHOWN), table.actions(id));
  }

  @GetMapping(path = PATH + "/{id}/value", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(
      operationId = "getDeadLetterValue",
      summary = "Get a dead letter's value, every byte as it was")
  @ApiResponse(
      responseCode = "200",
      description = "The value; empty if the record has none",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "404", description = "This consumer has no such dead letter")
  ResponseEntity<byte[]> value(
      @Parameter(example = "order-service") @PathVariable String group, @PathVariable UUID id) {
    find(group, id);
    byte[] value = table.value(id);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + "\"")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(value == null ? new byte[0] : value);
  }

  @PostMapping(path = PATH + "/{id}/replay", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Deliver a dead letter to its consumer once more",
      description =
          """
          To this consumer alone, and with the event's own id: what it did handle has no second \
          effect. A failure counts, and parks the dead letter when there are too many.""")
  @ApiResponse(
      responseCode = "200",
      description = "It was delivered; `outcome` says what came of it")
  @ApiResponse(responseCode = "404", description = "This consumer has no such dead letter")
  @ApiResponse(
      responseCode = "409",
      description = "Somebody else is dealing with it, or it takes `force`")
  ReplayResponse replay(
      @Parameter(example = "order-service") @PathVariable String group,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable ReplayRequest request,
      @Parameter(hidden = true) Caller caller) {
    OperatorProblem.requireConsumer(handlers, group);
    boolean force = request != null && Boolean.TRUE.equals(request.force());
    try {
      Replaying.Outcome outcome =
          replaying.replay(group, id, new Replaying.Request(caller.subject(), null, force));
      return new ReplayResponse(outcome, DeadLetterResponse.of(find(group, id)));
    } catch (Refused e) {
      throw problem(e);
    }
  }

  @PostMapping(path = PATH + "/{id}/discard", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "discardDeadLetter", summary = "Give a dead letter up")
  @ApiResponse(responseCode = "200", description = "It is discarded, and kept")
  @ApiResponse(responseCode = "404", description = "This consumer has no such dead letter")
  @ApiResponse(
      responseCode = "409",
      description = "Somebody else is dealing with it, or it is dealt with already")
  @ApiResponse(responseCode = "422", description = "There is no reason")
  DeadLetterResponse discard(
      @Parameter(example = "order-service") @PathVariable String group,
      @PathVariable UUID id,
      @RequestBody DiscardRequest request,
      @Parameter(hidden = true) Caller caller) {
    OperatorProblem.requireConsumer(handlers, group);
    String reason = request.reason();
    if (reason == null || reason.isBlank()) {
      throw OperatorProblem.invalidField("/reason", "required", "must say why it is given up");
    }
    if (reason.length() > MAX_REASON) {
      throw OperatorProblem.invalidField(
          "/reason", "too-long", "must have at most %d characters".formatted(MAX_REASON));
    }
    try {
      replaying.discard(group, id, caller.subject(), reason);
      return DeadLetterResponse.of(find(group, id));
    } catch (Refused e) {
      throw problem(e);
    }
  }

  private DeadLetter find(String group, UUID id) {
    OperatorProblem.requireConsumer(handlers, group);
    DeadLetter letter = table.find(group, id);
    if (letter == null) {
      throw problem(Refused.notFound(id));
    }
    return letter;
  }

  private static OperatorProblem problem(Refused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case NOT_FOUND -> OperatorProblem.of(HttpStatus.NOT_FOUND, "dead-letter-not-found", detail);
      case BUSY ->
          OperatorProblem.of(HttpStatus.CONFLICT, "dead-letter-in-use", detail)
              .retryAfter(Duration.ofSeconds(1));
      case WRONG_STATUS ->
          OperatorProblem.of(HttpStatus.CONFLICT, "dead-letter-status-conflict", detail);
      case UNAVAILABLE ->
          OperatorProblem.of(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", detail)
              .retryAfter(Duration.ofSeconds(1));
    };
  }
}
