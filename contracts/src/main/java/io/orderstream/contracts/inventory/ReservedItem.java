package io.orderstream.contracts.inventory;

import static java.util.Objects.requireNonNull;

/** How many of one sku an order holds, over all its lines. */
public record ReservedItem(String sku, int quantity) {

  public ReservedItem {
    requireNonNull(sku, "sku");
  }
}
