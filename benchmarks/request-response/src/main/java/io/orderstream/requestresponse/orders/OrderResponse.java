package io.orderstream.requestresponse.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the API shows it: as the product does. */
record OrderResponse(
    UUID id,
    OrderStatus status,
    String customerId,
    @Nullable String email,
    List<Line> lines,
    @Nullable Money total,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RefusedItem> refused,
    Instant placedAt,
    Instant updatedAt) {

  static OrderResponse of(Order order) {
    return new OrderResponse(
        order.id(),
        order.status(),
        order.customerId(),
        order.email(),
        order.lines().stream().map(Line::of).toList(),
        order.total(),
        order.refused(),
        order.placedAt(),
        order.updatedAt());
  }

  /** A line; one of a pending order has no price yet. */
  record Line(
      String sku,
      @Nullable String name,
      int quantity,
      @Nullable Money unitPrice,
      @Nullable Money total) {

    static Line of(OrderLine line) {
      return new Line(
          line.sku(),
          line.name(),
          line.quantity(),
          line.unitPrice(),
          line.unitPrice() == null ? null : line.total().toMoney());
    }
  }
}
