package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.orders.domain.EmailAddress;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderLine;
import io.orderstream.orders.domain.OrderStatus;
import io.orderstream.orders.domain.RefusedItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the API shows it. */
@Schema(name = "Order")
record OrderResponse(
    UUID id,
    OrderStatus status,
    String customerId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
    List<Line> lines,
    MoneyBody total,
    @Schema(description = "Why it was rejected, in sku order; only if it was")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Refused> refused,
    Instant placedAt,
    @Schema(description = "When it came into its present state") Instant updatedAt) {

  static OrderResponse of(Order order) {
    EmailAddress email = order.email();
    return new OrderResponse(
        order.id().value(),
        order.status(),
        order.customerId().value(),
        email == null ? null : email.value(),
        order.lines().stream().map(Line::of).toList(),
        MoneyBody.of(order.total()),
        order.refusedItems().stream().map(Refused::of).toList(),
        order.placedAt(),
        order.updatedAt());
  }

  /** A line, priced when the order was placed. */
  @Schema(name = "OrderLine")
  record Line(String sku, String name, int quantity, MoneyBody unitPrice, MoneyBody total) {

    static Line of(OrderLine line) {
      return new Line(
          line.sku().value(),
          line.name(),
          line.quantity().value(),
          MoneyBody.of(line.unitPrice()),
          MoneyBody.of(line.total()));
    }
  }

  /** A sku that was short. */
  @Schema(name = "RefusedItem")
  record Refused(
      String sku,
      RefusedItem.Reason reason,
      @Schema(description = "How many the order asked for, over all its lines") int requested,
      @Schema(description = "How many there were") int available) {

    static Refused of(RefusedItem item) {
      return new Refused(item.sku().value(), item.reason(), item.requested(), item.available());
    }
  }
}
