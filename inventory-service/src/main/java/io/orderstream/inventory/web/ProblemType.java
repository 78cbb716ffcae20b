package io.orderstream.inventory.web;

import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What can be wrong with a request. Callers may rely on the codes. */
enum ProblemType {
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
  INVALID_PARAMETER(HttpStatus.BAD_REQUEST),
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
  FORBIDDEN(HttpStatus.FORBIDDEN),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  ITEM_NOT_FOUND(HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT),
  INSUFFICIENT_STOCK(HttpStatus.CONFLICT),
  STOCK_LIMIT_EXCEEDED(HttpStatus.CONFLICT),
  VERSION_CONFLICT(HttpStatus.PRECONDITION_FAILED),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  VALIDATION_FAILED(HttpStatus.UNPROCESSABLE_CONTENT),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
  SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  /** What a status means where nothing else is known of the problem. */
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

  /** The status as text, such as {@code 404}. */
  String status() {
    return Integer.toString(status.value());
  }

  ProblemDetail detail(@Nullable String detail) {
    String words = name().toLowerCase(Locale.ROOT);
    String code = words.replace('_', '-');
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:orderstream:problem:" + code));
    problem.setTitle(name().charAt(0) + words.substring(1).replace('_', ' '));
    problem.setProperty("code", code);
    problem.setProperty("correlationId", Correlation.id());
    return problem;
  }

  ProblemDetail detail(List<InvalidPart> errors) {
    ProblemDetail problem = detail("the request has values that cannot be accepted");
    problem.setProperty("errors", errors);
    return problem;
  }
}
