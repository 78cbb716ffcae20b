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
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed request"),
  INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "Invalid parameter"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  ORDER_NOT_FOUND(HttpStatus.NOT_FOUND, "Order not found"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
  ORDER_STATE_CONFLICT(HttpStatus.CONFLICT, "The order's state forbids it"),
  PRICE_CHANGED(HttpStatus.CONFLICT, "Price changed"),
  VERSION_CONFLICT(HttpStatus.PRECONDITION_FAILED, "The order has changed"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
  VALIDATION_FAILED(HttpStatus.UNPROCESSABLE_CONTENT, "Validation failed"),
  UNKNOWN_ITEM(HttpStatus.UNPROCESSABLE_CONTENT, "Unknown item"),
  MIXED_CURRENCIES(HttpStatus.UNPROCESSABLE_CONTENT, "Mixed currencies"),
  AMOUNT_TOO_LARGE(HttpStatus.UNPROCESSABLE_CONTENT, "Amount too large"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error"),
  SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service unavailable");

  private final HttpStatus status;
  private final String title;

  ProblemType(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The type for a status that says it all; the general client or server error for others. */
  static ProblemType of(HttpStatusCode status) {
    return Stream.of(
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

  ProblemDetail detail(@Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:orderstream:problem:" + code()));
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
