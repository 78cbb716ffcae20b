package io.orderstream.orders.web;

import static io.orderstream.orders.web.ProblemType.ORDER_NOT_FOUND;
import static io.orderstream.orders.web.ProblemType.TOO_MANY_STREAMS;

import io.orderstream.access.Caller;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.Reach;
import io.orderstream.orders.security.Customers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(OrderController.PATH + "/{id}/events")
@Tag(name = "Orders")
class OrderEventsController {

  private final FindingOrders finding;
  private final OrderStreams streams;
  private final Clock clock;

  OrderEventsController(FindingOrders finding, OrderStreams streams, Clock clock) {
    this.finding = finding;
    this.streams = streams;
    this.clock = clock;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getOrderEvents",
      summary = "Get what happened to an order, or follow it live",
      description =
          """
          As JSON, all events so far, oldest first. As `text/event-stream`, the order itself as \
          server-sent events: first as it is now, then each new version at once, until it is \
          settled or the access token ends. An event's id is the order's version; with \
          `Last-Event-ID` the stream goes on after that version.""",
      parameters =
          @Parameter(
              in = ParameterIn.HEADER,
              name = LastEventId.NAME,
              description = "The last event of the stream that the client has seen",
              schema = @Schema(type = "integer", minimum = "0")))
  @ApiResponse(
      responseCode = "200",
      description = "The events so far, or the stream",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = TimelineResponse.class)),
        @Content(
            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string"),
            examples = @ExampleObject("id: 2\ndata: {\"status\":\"CONFIRMED\", ...}\n\n"))
      })
  @ApiResponse(
      responseCode = "204",
      description = "The order is settled, and the client has seen it: it need not connect again",
      content = @Content)
  @Problems({ORDER_NOT_FOUND, TOO_MANY_STREAMS})
  TimelineResponse timeline(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return TimelineResponse.of(finding.find(new OrderId(id), Customers.of(caller)));
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(hidden = true)
  void stream(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @RequestHeader(name = LastEventId.NAME, required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    OrderId order = new OrderId(id);
    Reach reach = Customers.of(caller);
    Integer last = LastEventId.parse(lastEventId);
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      // a stream that is never written to would not notice that its client is gone
      finding.find(order, reach);
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      return;
    }
    Duration limit = Duration.between(clock.instant(), caller.expiry());
    if (!streams.open(order, reach, last, limit, request)) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
