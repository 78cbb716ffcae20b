package io.orderstream.inventory.domain;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** How many of one item an order asks for or holds. */
public record ItemQuantity(Sku sku, Quantity quantity) {

  /** One entry for each sku, with the sum of its quantities, in sku order. */
  static List<ItemQuantity> addedUp(Collection<ItemQuantity> lines) {
    var sums = new TreeMap<Sku, Quantity>();
    lines.forEach(line -> sums.merge(line.sku, line.quantity, Quantity::plus));
    return sums.entrySet().stream()
        .map(sum -> new ItemQuantity(sum.getKey(), sum.getValue()))
        .toList();
  }
}
