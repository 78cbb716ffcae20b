package io.orderstream.requestresponse.inventory;

import io.orderstream.requestresponse.api.ReserveStock;
import io.orderstream.requestresponse.api.StockDecision;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the chain's order service only: the gateway has no route to it. */
@RestController
@RequestMapping("/reservations")
class ReservationController {

  private final ReservingStock reserving;

  ReservationController(ReservingStock reserving) {
    this.reserving = reserving;
  }

  @PostMapping
  StockDecision reserve(@RequestBody ReserveStock request) {
    return reserving.reserve(request);
  }

  @DeleteMapping("/{order}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable UUID order) {
    reserving.release(order);
  }
}
