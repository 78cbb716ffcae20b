package io.orderstream.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.orders.domain.EmailAddress;
import io.orderstream.orders.domain.HistoryEntry;
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
@Schema(
    name = "Order",
    requiredProperties = {"id", "status", "customerId", "lines", "total", "placedAt", "updatedAt"})
record OrderResponse(
    @Schema(example = "019a2f4e-8c31-7d52-9f10-3b7a6c5d4e2f") UUID id,
    OrderStatus status,
    @Schema(example = "customer-42") String customerId,
    @Schema(example = "ada@example.org") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String email,
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

  /** The order as something that happened to it left it. */
  static OrderResponse asOf(HistoryEntry entry, Order order) {
    OrderResponse now = of(order);
    return new OrderResponse(
        now.id,
        entry.status(),
        now.customerId,
        now.email,
        now.lines,
        now.total,
        entry.status() == OrderStatus.REJECTED ? now.refused : List.of(),
        now.placedAt,
        entry.at());
  }

  /** A line, priced when the order was placed. */
  @Schema(
      name = "OrderLine",
      requiredProperties = {"sku", "name", "quantity", "unitPrice", "total"})
  record Line(
      @Schema(example = "TEA-EARL-GREY") String sku,
      @Schema(example = "Earl Grey, 100 g") String name,
      @Schema(example = "2") int quantity,
      MoneyBody unitPrice,
      MoneyBody total) {

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
  @Schema(
      name = "RefusedItem",
      requiredProperties = {"sku", "reason", "requested", "available"})
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
