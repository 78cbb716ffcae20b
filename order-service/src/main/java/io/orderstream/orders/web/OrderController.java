package io.orderstream.orders.web;

import io.orderstream.orders.domain.CancellingOrders;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.FindingOrders;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderPage;
import io.orderstream.orders.domain.OrderQuery;
import io.orderstream.orders.domain.OrderStatus;
import io.orderstream.orders.domain.PlacingOrders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = OrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders")
class OrderController {

  static final String PATH = "/api/v1/orders";

  private final PlacingOrders placing;
  private final CancellingOrders cancelling;
  private final FindingOrders finding;

  OrderController(PlacingOrders placing, CancellingOrders cancelling, FindingOrders finding) {
    this.placing = placing;
    this.cancelling = cancelling;
    this.finding = finding;
  }

  @PostMapping
  @Operation(
      summary = "Place an order",
      description = "Answers at once with a pending order; inventory settles it a moment later.")
  @ApiResponse(responseCode = "201", description = "Accepted: priced and stored")
  @ApiResponse(responseCode = "409", description = "The total is not the expected one")
  @ApiResponse(responseCode = "422", description = "A field is wrong, or an item is unknown")
  ResponseEntity<OrderResponse> place(@Valid @RequestBody PlaceOrderRequest request) {
    Order order = placing.place(request.toDraft());
    return ResponseEntity.created(URI.create(PATH + "/" + order.id()))
        .eTag(OrderVersions.eTag(order))
        .body(OrderResponse.of(order));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get an order")
  @ApiResponse(responseCode = "200", description = "The order as it is now")
  @ApiResponse(responseCode = "304", description = "Unchanged since the version in If-None-Match")
  @ApiResponse(responseCode = "404", description = "There is no such order")
  ResponseEntity<OrderResponse> get(@PathVariable UUID id) {
    return ok(finding.find(new OrderId(id)));
  }

  @GetMapping
  @Operation(summary = "List orders, newest first")
  @ApiResponse(responseCode = "200", description = "A page; `Link` and `nextCursor` lead on")
  ResponseEntity<OrderListResponse> list(
      @RequestParam(required = false)
          @Pattern(regexp = CustomerId.PATTERN, message = "must be 1 to 255 printable characters")
          @Nullable String customerId,
      @RequestParam(required = false) @Nullable OrderStatus status,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @Parameter(description = "`nextCursor` of the page before") @RequestParam(required = false)
          @Nullable UUID after) {
    OrderPage page =
        finding.find(
            new OrderQuery(
                customerId == null ? null : new CustomerId(customerId),
                status,
                after == null ? null : new OrderId(after),
                limit));
    var response = ResponseEntity.ok();
    if (page.next() != null) {
      response.header(HttpHeaders.LINK, linkToNext(page.next()));
    }
    return response.body(OrderListResponse.of(page));
  }

  @PostMapping("/{id}/cancellation")
  @Operation(
      summary = "Cancel an order",
      description = "Puts what was reserved back. An order that is cancelled already stays so.")
  @ApiResponse(responseCode = "200", description = "The cancelled order")
  @ApiResponse(responseCode = "404", description = "There is no such order")
  @ApiResponse(responseCode = "409", description = "The order was rejected")
  @ApiResponse(responseCode = "412", description = "The order is not the version in If-Match")
  ResponseEntity<OrderResponse> cancel(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return ok(cancelling.cancel(new OrderId(id), OrderVersions.matching(ifMatch)));
  }

  private static ResponseEntity<OrderResponse> ok(Order order) {
    return ResponseEntity.ok().eTag(OrderVersions.eTag(order)).body(OrderResponse.of(order));
  }

  /** Relative, as the service does not know what it is called from outside. */
  private static String linkToNext(OrderId cursor) {
    String query =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("after", cursor)
            .build()
            .getQuery();
    return "<%s?%s>; rel=\"next\"".formatted(PATH, query);
  }
}
