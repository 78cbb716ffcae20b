package io.orderstream.orders.web;

import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.StuckOrders;
import io.orderstream.orders.domain.WatchingOrders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class StuckOrdersController {

  private final WatchingOrders watching;

  StuckOrdersController(WatchingOrders watching) {
    this.watching = watching;
  }

  @GetMapping(path = OrderController.PATH + "/stuck", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listStuckOrders",
      summary = "List stuck orders, oldest first",
      description = "Orders that inventory did not answer in time. None is lost: it still may.")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `Link` and `nextCursor` lead on",
      headers = @Header(name = HttpHeaders.LINK, schema = @Schema(type = "string")))
  ResponseEntity<StuckOrdersResponse> list(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @Parameter(description = "`nextCursor` of the page before") @RequestParam(required = false)
          @Nullable UUID after) {
    StuckOrders stuck = watching.findStuck(after == null ? null : new OrderId(after), limit);
    return Pages.ok(stuck.page(), StuckOrdersResponse.of(stuck));
  }
}
