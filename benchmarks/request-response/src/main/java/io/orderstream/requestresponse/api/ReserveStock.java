package io.orderstream.requestresponse.api;

import java.util.List;
import java.util.UUID;

/**
 * Asks inventory to price and reserve all lines of an order, or none.
 *
 * @param orderId repeating the request for the same order reserves nothing more
 * @param lines one sku may stand in several
 */
public record ReserveStock(UUID orderId, List<Line> lines) {

  public ReserveStock {
    lines = List.copyOf(lines);
  }

  /** How many of an item. */
  public record Line(String sku, int quantity) {}
}
