package io.orderstream.orders.web;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.orderstream.orders.domain.Sku;
import java.util.List;
import java.util.SortedMap;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the parts of a request that somebody complained about. */
final class InvalidFields {

  private InvalidFields() {}

  static List<InvalidField> in(BindingResult body) {
    return body.getFieldErrors().stream()
        .sorted(comparing(FieldError::getField))
        .map(error -> InvalidField.at(pointer(error.getField()), code(error), detail(error)))
        .toList();
  }

  static List<InvalidField> in(MethodValidationResult parameters) {
    return parameters.getParameterValidationResults().stream()
        .flatMap(
            result ->
                result.getResolvableErrors().stream()
                    .map(
                        error ->
                            InvalidField.inParameter(name(result), code(error), detail(error))))
        .toList();
  }

  static List<InvalidField> in(TypeMismatchException parameter) {
    return List.of(
        InvalidField.inParameter(
            requireNonNullElse(parameter.getPropertyName(), ""),
            "wrong-type",
            "is not of the type expected here"));
  }

  static List<InvalidField> in(JacksonException unreadable) {
    String pointer = pointer(unreadable.getPath());
    return List.of(
        unreadable instanceof UnrecognizedPropertyException
            ? InvalidField.at(pointer, "unknown-field", "is no field of this request")
            : InvalidField.at(pointer, "wrong-type", "is not of the type expected here"));
  }

  static List<InvalidField> unknownItems(SortedMap<Integer, Sku> skus) {
    return skus.entrySet().stream()
        .map(
            line ->
                InvalidField.at(
                    "/lines/%d/sku".formatted(line.getKey()),
                    "unknown-item",
                    "the catalogue has no " + line.getValue()))
        .toList();
  }

  private static String code(MessageSourceResolvable error) {
    String[] codes = requireNonNull(error.getCodes());
    return switch (codes[codes.length - 1]) {
      case "NotNull" -> "required";
      case "Min", "Max", "Size" -> "out-of-range";
      case "Pattern" -> "invalid-format";
      case "Payable" -> "invalid-amount";
      default -> "invalid";
    };
  }

  private static String detail(MessageSourceResolvable error) {
    return requireNonNullElse(error.getDefaultMessage(), "is not valid");
  }

  private static String name(ParameterValidationResult result) {
    return requireNonNull(result.getMethodParameter().getParameterName());
  }

  /** From {@code lines[0].sku} to {@code /lines/0/sku}. */
  private static String pointer(String path) {
    return "/" + path.replace("].", "/").replace("]", "").replace('[', '/').replace('.', '/');
  }

  private static String pointer(List<JacksonException.Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : path) {
      String name = step.getPropertyName();
      pointer
          .append('/')
          .append(
              name == null
                  ? String.valueOf(step.getIndex())
                  : name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
