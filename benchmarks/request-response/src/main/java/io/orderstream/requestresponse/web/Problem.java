package io.orderstream.requestresponse.web;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer other than what was asked for, as RFC 9457 has it; the codes are the product's. */
public class Problem extends ErrorResponseException {

  private Problem(HttpStatusCode status, ProblemDetail body, @Nullable Throwable cause) {
    super(status, body, cause);
  }

  protected Problem(HttpStatus status, String code, String detail, @Nullable Throwable cause) {
    this(status, describe(status, code, detail), cause);
  }

  /**
   * A problem.
   *
   * @param code a stable name in kebab case
   */
  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(status, code, detail, null);
  }

  /** The same, with the parts of the request that are wrong. */
  public static Problem of(HttpStatus status, String code, String detail, List<Part> errors) {
    Problem problem = of(status, code, detail);
    problem.getBody().setProperty("errors", errors);
    return problem;
  }

  /** Something that may be over in a second. */
  protected final void soonOver() {
    getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
  }

  /** A problem that may be over in a second. */
  public static Problem passing(HttpStatus status, String code, String detail) {
    Problem problem = of(status, code, detail);
    problem.soonOver();
    return problem;
  }

  static ProblemDetail describe(HttpStatusCode status, String code, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:orderstream:problem:" + code));
    problem.setTitle(Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' '));
    problem.setProperty("code", code);
    problem.setProperty("correlationId", CorrelationFilter.currentId());
    return problem;
  }

  /**
   * What is wrong with a part of a request.
   *
   * @param pointer the part of the body, as a JSON Pointer
   */
  public record Part(String pointer, String code, String detail) {}
}
