package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some orders of a longer list, newest first. */
@Schema(
    name = "OrderList",
    requiredProperties = {"data", "nextCursor"})
record OrderListResponse(
    List<OrderResponse> data,
    @Schema(
            types = {"string", "null"},
            format = "uuid",
            description = "Goes into `after` for the orders that follow; null where none do")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable UUID nextCursor) {

  static OrderListResponse of(OrderPage page) {
    OrderId next = page.next();
    return new OrderListResponse(
        page.orders().stream().map(OrderResponse::of).toList(), next == null ? null : next.value());
  }
}
