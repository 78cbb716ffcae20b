package io.orderstream.messaging.operating;

import io.orderstream.messaging.consuming.EventHandlers;
import io.orderstream.messaging.correlation.Correlation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Says no to an operator, in the form that every service says it. */
public final class OperatorProblem extends ErrorResponseException {

  private OperatorProblem(HttpStatus status, String code, String detail) {
    super(status, problem(status, code, detail), null);
  }

  /** A problem of its own kind; the title is the code in words. */
  public static OperatorProblem of(HttpStatus status, String code, String detail) {
    return new OperatorProblem(status, code, detail);
  }

  /** Turns away whoever asks for a consumer that this service does not have. */
  public static void requireConsumer(EventHandlers handlers, String group) {
    if (!handlers.groups().contains(group)) {
      throw of(
          HttpStatus.NOT_FOUND,
          "consumer-not-found",
          "This service has no consumer \"%s\"".formatted(group));
    }
  }

  /** A field of the body is not as it must be. */
  public static OperatorProblem invalidField(String pointer, String code, String detail) {
    OperatorProblem problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "validation-failed",
            "Some fields are not as they must be");
    problem
        .getBody()
        .setProperty("errors", List.of(Map.of("pointer", pointer, "code", code, "detail", detail)));
    return problem;
  }

  /** A parameter is not as it must be. */
  public static OperatorProblem invalidParameter(String parameter, String code, String detail) {
    OperatorProblem problem =
        of(HttpStatus.BAD_REQUEST, "invalid-parameter", "Some parameters are not as they must be");
    problem
        .getBody()
        .setProperty(
            "errors", List.of(Map.of("parameter", parameter, "code", code, "detail", detail)));
    return problem;
  }

  /** It may go better then. */
  public OperatorProblem retryAfter(Duration pause) {
    getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()));
    return this;
  }

  private static ProblemDetail problem(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    String words = code.replace('-', ' ');
    problem.setType(URI.create("urn:orderstream:problem:" + code));
    problem.setTitle(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    problem.setProperty("code", code);
    problem.setProperty("correlationId", Correlation.id());
    return problem;
  }
}
