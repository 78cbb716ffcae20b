package io.orderstream.inventory.domain;

import java.util.UUID;

/** The order that stock is reserved for. */
public record OrderId(UUID value) {}
