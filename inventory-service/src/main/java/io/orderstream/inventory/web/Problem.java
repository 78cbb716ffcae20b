package io.orderstream.inventory.web;

import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) as all services of the platform give them. */
final class Problem {

  private static final String TYPE_PREFIX = "urn:orderstream:problem:";

  private Problem() {}

  static ProblemDetail of(HttpStatus status, String code, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    return describe(problem, code);
  }

  static ProblemDetail invalid(HttpStatus status, List<FieldError> errors) {
    ProblemDetail problem =
        of(status, "validation-failed", "the request has values that cannot be accepted");
    problem.setProperty("errors", errors);
    return problem;
  }

  /** Names a problem after its status. */
  static ProblemDetail named(ProblemDetail problem) {
    return describe(problem, codeOf(HttpStatusCode.valueOf(problem.getStatus())));
  }

  private static ProblemDetail describe(ProblemDetail problem, String code) {
    problem.setType(URI.create(TYPE_PREFIX + code));
    problem.setTitle(titleOf(code));
    problem.setProperty("code", code);
    problem.setProperty("correlationId", Correlation.id());
    return problem;
  }

  private static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "http-" + status.value()
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String titleOf(String code) {
    return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
  }

  /**
   * One value that cannot be accepted.
   *
   * @param pointer the JSON pointer of a field of the body, or a slash and the parameter's name
   */
  record FieldError(String pointer, String code, @Nullable String detail) {}
}
