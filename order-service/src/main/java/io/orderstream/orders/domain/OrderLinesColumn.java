package io.orderstream.orders.domain;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import tools.jackson.databind.json.JsonMapper;

/** Lines as they are stored: one JSON array in the order's row. */
@Immutable
@Converter
class OrderLinesColumn implements AttributeConverter<OrderLines, String> {

  @Override
  public String convertToDatabaseColumn(OrderLines lines) {
    return JsonMapper.shared()
        .writeValueAsString(lines.asList().stream().map(StoredLine::of).toList());
  }

  @Override
  public OrderLines convertToEntityAttribute(String json) {
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
