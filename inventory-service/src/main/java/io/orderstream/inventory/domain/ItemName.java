package io.orderstream.inventory.domain;

/** What an item is called: one line of up to 200 characters. */
public record ItemName(String value) {

  /**
   * @throws IllegalArgumentException if it is blank, too long or not one line of printable text
   */
  public ItemName {
    SingleLine.require("a name", value);
  }
}
