package io.orderstream.contracts.inventory;

import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.Money;

/**
 * An item as it is now, on {@link io.orderstream.contracts.Topics#ITEM_STATE}. Published when its
 * name or price changes and when it runs out of stock or is back, not at every sale.
 *
 * @param inStock whether at least one was available
 */
public record ItemState(String sku, String name, Money unitPrice, boolean inStock) {

  public static final String TYPE = "io.orderstream.item.state.v1";

  public ItemState {
    requireNonNull(sku, "sku");
    requireNonNull(name, "name");
    requireNonNull(unitPrice, "unitPrice");
  }
}
