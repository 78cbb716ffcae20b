package io.orderstream.orders.domain;

/**
 * An item as the catalogue last told it.
 *
 * @param inStock whether at least one was available then
 * @param version counts the item's states: the higher one is newer
 */
public record CatalogueItem(Sku sku, String name, Money unitPrice, boolean inStock, long version) {}
