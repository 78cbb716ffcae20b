package io.orderstream.requestresponse.orders;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import io.orderstream.requestresponse.api.StockDecision;
import io.orderstream.requestresponse.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a customer asked for, and what became of it.
 *
 * @param total null until inventory has answered
 * @param refused why it was rejected, in sku order; empty unless it was
 * @param history what happened to it, oldest first
 */
record Order(
    UUID id,
    String customerId,
    @Nullable String email,
    List<OrderLine> lines,
    @Nullable Money total,
    OrderStatus status,
    List<RefusedItem> refused,
    List<HistoryEntry> history,
    Instant placedAt,
    Instant updatedAt) {

  private static final TimeBasedEpochGenerator UUIDS_V7 = Generators.timeBasedEpochGenerator();

  static Order place(OrderDraft draft, Instant now, String correlationId) {
    return new Order(
        UUIDS_V7.construct(now.toEpochMilli()),
        draft.customerId(),
        draft.email(),
        draft.lines(),
        null,
        OrderStatus.PENDING,
        List.of(),
        List.of(HistoryEntry.of(1, OrderStatus.PENDING, now, correlationId)),
        now,
        now);
  }

  /**
   * The order with what inventory decided on it.
   *
   * @throws Problem if it cannot be an order: for unknown items, mixed currencies or its total
   */
  Order settledBy(StockDecision decision, Instant now, String correlationId) {
    List<OrderLine> priced = priced(decision.items());
    OrderStatus outcome =
        decision.refused().isEmpty() ? OrderStatus.CONFIRMED : OrderStatus.REJECTED;
    HistoryEntry entry = HistoryEntry.of(version() + 1, outcome, now, correlationId);
    return new Order(
        id,
        customerId,
        email,
        priced,
        sum(priced),
        outcome,
        decision.refused(),
        Stream.concat(history.stream(), Stream.of(entry)).toList(),
        placedAt,
        now);
  }

  private List<OrderLine> priced(List<StockDecision.Item> known) {
    Map<String, StockDecision.Item> items =
        known.stream().collect(toMap(StockDecision.Item::sku, Function.identity()));
    List<OrderLine> priced = new ArrayList<>(lines.size());
    List<Problem.Part> unknown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      StockDecision.Item item = items.get(line.sku());
      if (item == null) {
        unknown.add(
            new Problem.Part(
                "/lines/%d/sku".formatted(i),
                "unknown-item",
                "the catalogue has no " + line.sku()));
      } else {
        priced.add(new OrderLine(line.sku(), line.quantity(), item.name(), item.unitPrice()));
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "unknown-item",
          "The catalogue does not have an item",
          unknown);
    }
    return priced;
  }

  private static Money sum(List<OrderLine> priced) {
    return priced.stream().map(OrderLine::total).reduce(Amount::plus).orElseThrow().toMoney();
  }

  boolean isSettled() {
    return status != OrderStatus.PENDING;
  }

  /** How much has happened to it. */
  int version() {
    return history.size();
  }
}
