package io.orderstream.orders.domain;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Lines as they are stored: one JSON array in the order's row. */
final class OrderLinesColumn {

  private OrderLinesColumn() {}

  static String write(List<OrderLine> lines) {
    return JsonMapper.shared().writeValueAsString(lines.stream().map(StoredLine::of).toList());
  }

  static OrderLines read(String json) {
    StoredLine[] stored = JsonMapper.shared().readValue(json, StoredLine[].class);
    return new OrderLines(Stream.of(stored).map(StoredLine::toLine).toList());
  }

  private record StoredLine(
      String sku, String name, int quantity, String unitPrice, String currency) {

    static StoredLine of(OrderLine line) {
      return new StoredLine(
          line.sku().value(),
          line.name(),
          line.quantity().value(),
          line.unitPrice().digits(),
          line.unitPrice().currency().getCurrencyCode());
    }

    OrderLine toLine() {
      return new OrderLine(
          new Sku(sku), name, new Quantity(quantity), Money.of(unitPrice, currency));
    }
  }
}
