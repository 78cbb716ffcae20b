package io.orderstream.inventory.web;

import java.util.function.Supplier;

/** A value of a request that the domain refused. */
final class InvalidField extends RuntimeException {

  private final String pointer;

  private InvalidField(String pointer, IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
    this.pointer = pointer;
  }

  /** Reads a value, and blames the field at the JSON pointer if it is refused. */
  static <T> T at(String pointer, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidField(pointer, e);
    }
  }

  String pointer() {
    return pointer;
  }
}
