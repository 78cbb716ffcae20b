package io.orderstream.requestresponse.orders;

import io.orderstream.requestresponse.api.ReserveStock;
import io.orderstream.requestresponse.api.StockDecision;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The chain's inventory service. */
@Component
class InventoryClient {

  private final ServiceCalls calls;

  InventoryClient(ServiceCalls.Factory calls, Services services) {
    this.calls = calls.of("inventory", services.inventory());
  }

  /**
   * Prices an order's lines, and reserves all of them or none.
   *
   * @throws ServiceUnavailable if there is no answer; stock may be reserved nevertheless
   */
  StockDecision reserve(Order order) {
    var request =
        new ReserveStock(
            order.id(),
            order.lines().stream()
                .map(line -> new ReserveStock.Line(line.sku(), line.quantity()))
                .toList());
    return calls.call(
        http ->
            http.post()
                .uri("/reservations")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .requiredBody(StockDecision.class));
  }

  /**
   * Puts back what is reserved for an order, if anything is; nothing ever will be again.
   *
   * @throws ServiceUnavailable if there is no answer
   */
  void release(UUID order) {
    calls.call(
        http -> http.delete().uri("/reservations/{order}", order).retrieve().toBodilessEntity());
  }
}
