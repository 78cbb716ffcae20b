package io.orderstream.orders.web;

/** A parameter of a request, in its path, query or headers, is not as it must be. */
final class InvalidParameter extends RuntimeException {

  private final transient InvalidField field;

  private InvalidParameter(InvalidField field) {
    super(field.parameter() + " " + field.detail());
    this.field = field;
  }

  static InvalidParameter named(String name, String code, String detail) {
    return new InvalidParameter(InvalidField.inParameter(name, code, detail));
  }

  InvalidField field() {
    return field;
  }
}
