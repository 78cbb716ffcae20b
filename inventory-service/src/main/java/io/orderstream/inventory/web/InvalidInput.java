package io.orderstream.inventory.web;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** A value of a request that the domain refused. */
final class InvalidInput extends RuntimeException {

  private final ProblemType type;
  private final InvalidPart part;

  private InvalidInput(
      ProblemType type, InvalidPart part, @Nullable IllegalArgumentException cause) {
    super(cause);
    this.type = type;
    this.part = part;
  }

  /** Reads a value, and blames the field at the JSON pointer if it is refused. */
  static <T> T inField(String pointer, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      var part = InvalidPart.field(pointer, "invalid-value", e.getMessage());
      throw new InvalidInput(ProblemType.VALIDATION_FAILED, part, e);
    }
  }

  /** Reads a value, and blames the parameter if it is refused. */
  static <T> T inParameter(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      var part = InvalidPart.parameter(name, "invalid-value", e.getMessage());
      throw new InvalidInput(ProblemType.INVALID_PARAMETER, part, e);
    }
  }

  static InvalidInput repeatedParameter(String name) {
    var part = InvalidPart.parameter(name, "repeated", "this parameter is given once");
    return new InvalidInput(ProblemType.INVALID_PARAMETER, part, null);
  }

  ProblemDetail problem() {
    return type.detail(List.of(part));
  }
}
