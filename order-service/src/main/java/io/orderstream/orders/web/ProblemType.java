package io.orderstream.orders.web;

import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Everything this API answers instead of what was asked for; clients may branch on the codes. */
enum ProblemType {
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed request", "The request cannot be read"),
  INVALID_PARAMETER(
      HttpStatus.BAD_REQUEST, "Invalid parameter", "A parameter or header is not as it must be"),
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Unauthorized", "There is no access token that holds"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Forbidden", "The access token does not allow this"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "There is nothing at this address"),
  ORDER_NOT_FOUND(
      HttpStatus.NOT_FOUND, "Order not found", "There is no such order for the caller to see"),
  METHOD_NOT_ALLOWED(
      HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "The address takes other methods"),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "There is no answer of the wanted type"),
  IDEMPOTENCY_KEY_IN_USE(
      HttpStatus.CONFLICT,
      "Idempotency key in use",
      "The first request with this key is not finished: try again in a second"),
  ORDER_STATE_CONFLICT(
      HttpStatus.CONFLICT, "The order's state forbids it", "A rejected order stays rejected"),
  PRICE_CHANGED(
      HttpStatus.CONFLICT, "Price changed", "The order comes to another total than the expected"),
  VERSION_CONFLICT(
      HttpStatus.PRECONDITION_FAILED,
      "The order has changed",
      "The order is not the version in If-Match"),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "The body must be JSON"),
  VALIDATION_FAILED(
      HttpStatus.UNPROCESSABLE_CONTENT, "Validation failed", "Some fields are not as they must be"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Idempotency key reused",
      "The key belongs to a request for something else"),
  UNKNOWN_ITEM(
      HttpStatus.UNPROCESSABLE_CONTENT, "Unknown item", "The catalogue does not have an item"),
  MIXED_CURRENCIES(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Mixed currencies",
      "The items are priced in more than one currency"),
  AMOUNT_TOO_LARGE(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Amount too large",
      "A line or the order comes to a trillion or more"),
  TOO_MANY_STREAMS(
      HttpStatus.TOO_MANY_REQUESTS, "Too many streams", "The customer has too many streams open"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "The request failed"),
  SERVICE_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable", "The service cannot answer now");

  private final HttpStatus status;
  private final String title;
  private final String meaning;

  ProblemType(HttpStatus status, String title, String meaning) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
  }

  /** The type for a status that says it all; the general client or server error for others. */
  static ProblemType of(HttpStatusCode status) {
    return Stream.of(
            UNAUTHORIZED,
            FORBIDDEN,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            UNSUPPORTED_MEDIA_TYPE,
            SERVICE_UNAVAILABLE)
        .filter(type -> type.status.isSameCodeAs(status))
        .findFirst()
        .orElse(status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR);
  }

  /** A stable name, such as {@code order-not-found}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  URI uri() {
    return URI.create("urn:orderstream:problem:" + code());
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /** What it means to whoever reads the API's description. */
  String meaning() {
    return meaning;
  }

  ProblemDetail detail(@Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(uri());
    problem.setTitle(title);
    problem.setProperty("code", code());
    problem.setProperty("correlationId", Correlation.id());
    return problem;
  }

  ProblemDetail detail(@Nullable String detail, List<InvalidField> errors) {
    ProblemDetail problem = detail(detail);
    problem.setProperty("errors", errors);
    return problem;
  }
}
