package io.orderstream.notifications.web;

import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
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
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Unauthorized"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Forbidden"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  ORDER_NOT_FOUND(HttpStatus.NOT_FOUND, "Order not found"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
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
            UNAUTHORIZED,
            FORBIDDEN,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            SERVICE_UNAVAILABLE)
        .filter(type -> type.status.isSameCodeAs(status))
        .findFirst()
        .orElse(status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR);
  }

  /** The status as text, such as {@code 404}. */
  String status() {
    return Integer.toString(status.value());
  }

  ProblemDetail withDetail(@Nullable String detail) {
    String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:orderstream:problem:" + code));
    problem.setTitle(title);
    problem.setProperty("code", code);
    problem.setProperty("correlationId", Correlation.id());
    return problem;
  }
}
