package io.orderstream.messaging.deadletters;

import io.orderstream.access.Caller;
import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.operating.OperatorProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RestController;

/** Replays of many dead letters, over HTTP. */
@RestController
@Tag(name = "Dead letters")
class ReplaysController {

  private static final String PATH = DeadLetterController.PATH + "/replays";
  private static final int MAX_PER_SECOND = 100;

  private final ReplayJobs jobs;
  private final EventHandlers handlers;

  ReplaysController(ReplayJobs jobs, EventHandlers handlers) {
    this.jobs = jobs;
    this.handlers = handlers;
  }

  @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "replayDeadLetters",
      summary = "Replay the dead letters that match, in the order they came in",
      description =
          """
          It goes on in the background, also when the service is started anew, at the rate asked \
          for. Dead letters that come in later are not part of it.""")
  @ApiResponse(
      responseCode = "202",
      description = "It has begun; `Location` tells how far it is",
      headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "The service has no such consumer")
  @ApiResponse(responseCode = "422", description = "The rate or the filter is not as it must be")
  ResponseEntity<ReplayJobResponse> start(
      @Parameter(example = "order-service") @PathVariable String group,
      @RequestBody ReplayManyRequest request,
      @Parameter(hidden = true) Caller caller) {
    OperatorProblem.requireConsumer(handlers, group);
    int perSecond = request.rate();
    if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
      throw OperatorProblem.invalidField(
          "/perSecond", "out-of-range", "must be between 1 and " + MAX_PER_SECOND);
    }
    DeadLetterFilter filter = request.matching();
    DeadLetterStatus status = filter.status();
    if (status != DeadLetterStatus.WAITING && status != DeadLetterStatus.PARKED) {
      throw OperatorProblem.invalidField(
          "/filter/status", "invalid-value", "must be WAITING or PARKED");
    }
    requireKnown("/filter/failedFrom", filter.failedFrom());
    requireKnown("/filter/failedUntil", filter.failedUntil());
    ReplayJob job = jobs.add(group, filter, perSecond, caller.subject());
    return ResponseEntity.accepted()
        .location(URI.create(PATH.replace("{group}", group) + "/" + job.id()))
        .body(ReplayJobResponse.of(job, jobs.outcomes(job.id())));
  }

  private static void requireKnown(String pointer, @Nullable Instant instant) {
    if (!DeadLetterTable.knows(instant)) {
      throw OperatorProblem.invalidField(
          pointer, "out-of-range", "must be in the years from 1 to 9999");
    }
  }

  @GetMapping(path = PATH + "/{replay}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getReplay", summary = "Tell how far a replay of many is")
  @ApiResponse(responseCode = "200", description = "What came of it so far")
  @ApiResponse(responseCode = "404", description = "This consumer has no such replay")
  ReplayJobResponse show(
      @Parameter(example = "order-service") @PathVariable String group, @PathVariable UUID replay) {
    OperatorProblem.requireConsumer(handlers, group);
    @Nullable ReplayJob job = jobs.find(group, replay);
    if (job == null) {
      throw OperatorProblem.of(
          HttpStatus.NOT_FOUND, "replay-not-found", "This consumer has no replay " + replay);
    }
    return ReplayJobResponse.of(job, jobs.outcomes(replay));
  }
}
