package io.orderstream.orders.domain;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Identifies an order. Ids made by {@link #next()} sort by the time they were made. */
@Embeddable
public record OrderId(@Column(name = "id", updatable = false) UUID value) implements Serializable {

  private static final TimeBasedEpochGenerator UUIDS_V7 = Generators.timeBasedEpochGenerator();

  static OrderId next() {
    return new OrderId(UUIDS_V7.generate());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
