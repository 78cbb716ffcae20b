package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.StuckOrders;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some of the orders that are stuck, oldest first. */
@Schema(
    name = "StuckOrderList",
    requiredProperties = {"stuckAfter", "data", "nextCursor"})
record StuckOrdersResponse(
    @Schema(
            implementation = String.class,
            description = "How long an order may be pending, in ISO 8601",
            example = "PT5M")
        Duration stuckAfter,
    List<Stuck> data,
    @Schema(
            types = {"string", "null"},
            format = "uuid",
            description = "Goes into `after` for the orders that follow; null where none do")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable UUID nextCursor) {

  static StuckOrdersResponse of(StuckOrders stuck) {
    OrderId next = stuck.page().next();
    return new StuckOrdersResponse(
        stuck.stuckAfter(),
        stuck.page().orders().stream().map(order -> Stuck.of(order, stuck)).toList(),
        next == null ? null : next.value());
  }

  /** An order that is pending for too long. */
  @Schema(
      name = "StuckOrder",
      requiredProperties = {"id", "customerId", "total", "placedAt", "pendingFor"})
  record Stuck(
      UUID id,
      String customerId,
      MoneyBody total,
      Instant placedAt,
      @Schema(
              implementation = String.class,
              description = "How long it has been pending, in ISO 8601 and whole seconds",
              example = "PT7M12S")
          Duration pendingFor) {

    static Stuck of(Order order, StuckOrders stuck) {
      return new Stuck(
          order.id().value(),
          order.customerId().value(),
          MoneyBody.of(order.total()),
          order.placedAt(),
          stuck.pendingFor(order).truncatedTo(ChronoUnit.SECONDS));
    }
  }
}
