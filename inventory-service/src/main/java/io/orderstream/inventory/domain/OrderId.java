package io.orderstream.inventory.domain;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The order that stock is reserved for. */
@Embeddable
public record OrderId(UUID value) {}
