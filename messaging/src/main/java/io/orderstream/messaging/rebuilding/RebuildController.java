package io.orderstream.messaging.rebuilding;

import io.orderstream.access.Caller;
import io.orderstream.messaging.consuming.EventHandler;
import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.operating.OperatorProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdminOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds over HTTP, for operators. */
@RestController
@Tag(name = "Rebuilds")
class RebuildController {

  private static final String PATH = "/api/v1/consumers/{group}/rebuilds";

  private final RebuildTable table;
  private final EventHandlers handlers;
  private final KafkaAdminOperations kafka;

  RebuildController(RebuildTable table, EventHandlers handlers, KafkaAdminOperations kafka) {
    this.table = table;
    this.handlers = handlers;
    this.kafka = kafka;
  }

  @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "rebuild",
      summary = "Have a consumer read a topic again from its beginning",
      description =
          """
          All instances do, each for the partitions it owns, while everything else goes on. Only \
          for consumers that keep a state which the events of the topic tell, such as a copy of \
          somebody else's data.""")
  @ApiResponse(
      responseCode = "202",
      description = "It has begun; `Location` tells how far it is",
      headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "The service has no such consumer")
  @ApiResponse(
      responseCode = "409",
      description = "What the consumer does must not be done again, or a rebuild is under way")
  @ApiResponse(responseCode = "422", description = "The consumer does not read this topic")
  ResponseEntity<RebuildResponse> start(
      @Parameter(example = "order-service") @PathVariable String group,
      @RequestBody RebuildRequest request,
      @Parameter(hidden = true) Caller caller) {
    OperatorProblem.requireConsumer(handlers, group);
    String topic = request.topic();
    if (topic == null) {
      throw OperatorProblem.invalidField("/topic", "required", "must say which topic to read");
    }
    EventHandler handler = handlers.find(group, topic);
    if (handler == null) {
      throw OperatorProblem.invalidField(
          "/topic", "unknown-topic", "must be a topic that %s reads".formatted(group));
    }
    if (!handler.subscription().rebuildable()) {
      throw OperatorProblem.of(
          HttpStatus.CONFLICT,
          "rebuild-impossible",
          "What %s does with events of %s must not be done again".formatted(group, topic));
    }
    UUID id = table.add(group, topic, partitionsOf(topic), caller.subject());
    if (id == null) {
      throw OperatorProblem.of(
          HttpStatus.CONFLICT, "rebuild-under-way", "A rebuild from this topic is under way");
    }
    return ResponseEntity.accepted()
        .location(URI.create(PATH.replace("{group}", group) + "/" + id))
        .body(RebuildResponse.of(find(group, id)));
  }

  @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getRebuild", summary = "Tell how far a rebuild is")
  @ApiResponse(responseCode = "200", description = "How far it is")
  @ApiResponse(responseCode = "404", description = "This consumer has no such rebuild")
  RebuildResponse show(
      @Parameter(example = "order-service") @PathVariable String group, @PathVariable UUID id) {
    OperatorProblem.requireConsumer(handlers, group);
    return RebuildResponse.of(find(group, id));
  }

  private Rebuild find(String group, UUID id) {
    @Nullable Rebuild rebuild = table.find(group, id);
    if (rebuild == null) {
      throw OperatorProblem.of(
          HttpStatus.NOT_FOUND, "rebuild-not-found", "This consumer has no rebuild " + id);
    }
    return rebuild;
  }

  private int partitionsOf(String topic) {
    try {
      return kafka.describeTopics(topic).values().iterator().next().partitions().size();
    } catch (KafkaException e) {
      throw OperatorProblem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "service-unavailable",
              "Kafka does not answer now; please try again later")
          .retryAfter(Duration.ofSeconds(5));
    }
  }
}
