package io.orderstream.inventory.domain;

/**
 * An item is not what others were last told: it is new, has another name or price, ran out of stock
 * or is back.
 *
 * @param version how many such changes the item has had, this one included
 */
public record ItemStateChanged(
    Sku sku, String name, Money unitPrice, boolean inStock, long version) {}
