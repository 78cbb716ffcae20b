package io.orderstream.inventory.domain;

/** Why stock was adjusted: one line of up to 200 characters. */
public record AdjustmentReason(String value) {

  /**
   * @throws IllegalArgumentException if it is blank, too long or not one line of printable text
   */
  public AdjustmentReason {
    SingleLine.require("a reason", value);
  }
}
