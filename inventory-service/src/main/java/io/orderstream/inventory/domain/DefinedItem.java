package io.orderstream.inventory.domain;

/**
 * An item after it was defined.
 *
 * @param added whether it was not there before
 */
public record DefinedItem(StockItem item, boolean added) {}
