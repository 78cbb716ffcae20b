package io.orderstream.requestresponse.orders;

import io.orderstream.access.Caller;
import io.orderstream.requestresponse.web.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = OrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

  static final String PATH = "/api/v1/orders";

  private final PlacingOrders placing;
  private final Orders orders;

  OrderController(PlacingOrders placing, Orders orders) {
    this.placing = placing;
    this.orders = orders;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<OrderResponse> place(
      Caller caller,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @Valid @RequestBody PlaceOrderRequest request) {
    String customer = Customers.orderingBy(caller, request.customerId());
    Placement placement =
        placing.place(request.toDraft(customer), IdempotencyKey.of(caller.subject(), key));
    Order order = placement.order();
    var response = ResponseEntity.created(URI.create(PATH + "/" + order.id()));
    if (placement.replayed()) {
      response.header("Idempotency-Replayed", "true");
    }
    return response.eTag(eTag(order)).body(OrderResponse.of(order));
  }

  @GetMapping("/{id}")
  ResponseEntity<OrderResponse> get(Caller caller, @PathVariable UUID id) {
    Order order =
        orders
            .find(id)
            .filter(found -> Customers.sees(caller, found.customerId()))
            .orElseThrow(
                () ->
                    Problem.of(
                        HttpStatus.NOT_FOUND,
                        "order-not-found",
                        "There is no order " + id + " for the caller to see"));
    return ResponseEntity.ok().eTag(eTag(order)).body(OrderResponse.of(order));
  }

  private static String eTag(Order order) {
    return "\"" + order.version() + "\"";
  }
}
