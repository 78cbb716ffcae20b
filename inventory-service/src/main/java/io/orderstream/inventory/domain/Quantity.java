package io.orderstream.inventory.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How many of an item: at least one. */
public record Quantity(@JsonValue int value) {

  /**
   * @throws IllegalArgumentException if the value is below one
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Quantity {
    if (value < 1) {
      throw new IllegalArgumentException("a quantity is at least 1, not " + value);
    }
  }

  /**
   * Both together; a sum too large for an {@code int} stays at {@link Integer#MAX_VALUE}, which is
   * more than any item may have in stock.
   */
  Quantity plus(Quantity other) {
    return new Quantity((int) Math.min((long) value + other.value, Integer.MAX_VALUE));
  }
}
