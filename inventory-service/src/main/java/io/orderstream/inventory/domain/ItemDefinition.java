package io.orderstream.inventory.domain;

/** What staff say of an item. */
public record ItemDefinition(Sku sku, ItemName name, Money unitPrice) {}
