package io.orderstream.orders.web;

import static io.orderstream.orders.web.ProblemType.AMOUNT_TOO_LARGE;
import static io.orderstream.orders.web.ProblemType.IDEMPOTENCY_KEY_IN_USE;
import static io.orderstream.orders.web.ProblemType.IDEMPOTENCY_KEY_REUSED;
import static io.orderstream.orders.web.ProblemType.MIXED_CURRENCIES;
import static io.orderstream.orders.web.ProblemType.ORDER_NOT_FOUND;
import static io.orderstream.orders.web.ProblemType.ORDER_STATE_CONFLICT;
import static io.orderstream.orders.web.ProblemType.PRICE_CHANGED;
import static io.orderstream.orders.web.ProblemType.UNKNOWN_ITEM;
import static io.orderstream.orders.web.ProblemType.VALIDATION_FAILED;
import static io.orderstream.orders.web.ProblemType.VERSION_CONFLICT;

import io.orderstream.access.Caller;
import io.orderstream.messaging.correlation.Correlation;
import io.orderstream.orders.admission.OrderIntake;
import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.IdempotencyKey;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderPage;
import io.orderstream.orders.domain.OrderQuery;
import io.orderstream.orders.domain.OrderStatus;
import io.orderstream.orders.domain.Placement;
import io.orderstream.orders.following.AwaitingSettlement;
import io.orderstream.orders.security.Customers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = OrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders")
class OrderController {

  static final String PATH = "/api/v1/orders";

  private final OrderIntake intake;
  private final CancellingOrders cancelling;
  private final FindingOrders finding;
  private final AwaitingSettlement settlement;

  OrderController(
      OrderIntake intake,
      CancellingOrders cancelling,
      FindingOrders finding,
      AwaitingSettlement settlement) {
    this.intake = intake;
    this.cancelling = cancelling;
    this.finding = finding;
    this.settlement = settlement;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "placeOrder",
      summary = "Place an order",
      description =
          "Answers at once with a pending order; inventory settles it a moment later. With an"
              + " `Idempotency-Key` it can be repeated safely for seven days. With `Prefer: wait=5`"
              + " it answers with the settled order, or with a pending one after five seconds.")
  @ApiResponse(
      responseCode = "201",
      description = "Accepted: priced and stored",
      headers = {
        @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
        @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")),
        @Header(
            name = IdempotencyKeyHeader.REPLAYED,
            description = "`true` if an earlier request with the key placed the order",
            schema = @Schema(type = "string")),
        @Header(
            name = WaitPreference.APPLIED_HEADER,
            description = "How long the answer would have waited, such as `wait=5`",
            schema = @Schema(type = "string"))
      })
  @Problems({
    PRICE_CHANGED,
    IDEMPOTENCY_KEY_IN_USE,
    IDEMPOTENCY_KEY_REUSED,
    VALIDATION_FAILED,
    UNKNOWN_ITEM,
    MIXED_CURRENCIES,
    AMOUNT_TOO_LARGE
  })
  ResponseEntity<OrderResponse> place(
      @Parameter(hidden = true) Caller caller,
      @Parameter(
              name = IdempotencyKeyHeader.NAME,
              in = ParameterIn.HEADER,
              description = "A name for this request that the caller never gives to another",
              example = "f8a1c5d2-cart-42",
              schema = @Schema(type = "string", minLength = 1, maxLength = 255))
          @Nullable IdempotencyKey key,
      @Parameter(
              name = PreferHeader.NAME,
              in = ParameterIn.HEADER,
              description =
                  "With `wait`, how many seconds, at most 10, the answer may take for the order to"
                      + " be settled (RFC 7240)",
              example = "wait=5",
              schema = @Schema(type = "string"))
          @Nullable WaitPreference wait,
      @Valid @RequestBody PlaceOrderRequest request) {
    CustomerId customer = Customers.orderingBy(caller, request.customer());
    Placement placement = intake.place(request.toDraft(customer), key, thisRequest());
    Order order = placement.order();
    var response = ResponseEntity.created(URI.create(PATH + "/" + order.id()));
    if (placement.replayed()) {
      response.header(IdempotencyKeyHeader.REPLAYED, "true");
    }
    Order later = wait == null ? null : settlement.await(order.id(), wait.limit());
    if (wait != null && later != null) {
      response.header(WaitPreference.APPLIED_HEADER, wait.applied());
      order = later;
    }
    return response.eTag(OrderVersions.eTag(order)).body(OrderResponse.of(order));
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getOrder", summary = "Get an order")
  @ApiResponse(
      responseCode = "200",
      description = "The order as it is now",
      headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "304",
      description = "Unchanged since the version in If-None-Match",
      content = @Content)
  @Problems(ORDER_NOT_FOUND)
  ResponseEntity<OrderResponse> get(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(description = "The `ETag` of the order as the caller knows it", example = "\"1\"")
          @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch) {
    Order order = finding.find(new OrderId(id), Customers.of(caller));
    return OrderVersions.isKnown(order, ifNoneMatch)
        ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(OrderVersions.eTag(order)).build()
        : ok(order);
  }

  @GetMapping
  @Operation(operationId = "listOrders", summary = "List orders, newest first")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `Link` and `nextCursor` lead on",
      headers = @Header(name = HttpHeaders.LINK, schema = @Schema(type = "string")))
  ResponseEntity<OrderListResponse> list(
      @Parameter(hidden = true) Caller caller,
      @Parameter(
              description = "Whose orders; without it, all that the caller may see",
              example = "customer-42")
          @RequestParam(required = false)
          @Pattern(regexp = CustomerId.PATTERN, message = "must be 1 to 255 printable characters")
          @Nullable String customerId,
      @RequestParam(required = false) @Nullable OrderStatus status,
      @Parameter(description = "Placed at this time or later") @RequestParam(required = false)
          @Nullable Instant placedFrom,
      @Parameter(description = "Placed before this time") @RequestParam(required = false)
          @Nullable Instant placedBefore,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @Parameter(description = "`nextCursor` of the page before") @RequestParam(required = false)
          @Nullable UUID after) {
    OrderPage page =
        finding.find(
            new OrderQuery(
                Customers.of(caller, customerId == null ? null : new CustomerId(customerId)),
                status,
                placedFrom,
                placedBefore,
                after == null ? null : new OrderId(after),
                limit));
    return Pages.ok(page, OrderListResponse.of(page));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(
      operationId = "cancelOrder",
      summary = "Cancel an order",
      description = "Puts what was reserved back. An order that is cancelled already stays so.")
  @ApiResponse(
      responseCode = "200",
      description = "The cancelled order",
      headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")))
  @Problems({ORDER_NOT_FOUND, ORDER_STATE_CONFLICT, VERSION_CONFLICT})
  ResponseEntity<OrderResponse> cancel(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(description = "The only versions to cancel, by their `ETag`", example = "\"1\"")
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    return ok(
        cancelling.cancel(
            new OrderId(id), Customers.of(caller), OrderVersions.matching(ifMatch), thisRequest()));
  }

  private static Cause thisRequest() {
    return Cause.request(Correlation.id());
  }

  private static ResponseEntity<OrderResponse> ok(Order order) {
    return ResponseEntity.ok().eTag(OrderVersions.eTag(order)).body(OrderResponse.of(order));
  }
}
