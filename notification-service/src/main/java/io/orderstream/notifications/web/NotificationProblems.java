package io.orderstream.notifications.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception into a problem detail. */
@RestControllerAdvice
class NotificationProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(NotificationProblems.class);

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String parameter = e instanceof MethodArgumentTypeMismatchException m ? m.getName() : "";
    ProblemDetail problem = ProblemType.INVALID_PARAMETER.withDetail("A parameter is not valid.");
    problem.setProperty(
        "errors",
        List.of(
            Map.of(
                "parameter", parameter,
                "code", "wrong-type",
                "detail", "is not of the type expected here")));
    return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemType type = ProblemType.of(status);
    String detail =
        body instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : e.toString();
    return super.handleExceptionInternal(
        e,
        status.is5xxServerError() ? internalError(e) : type.withDetail(detail),
        headers,
        status,
        request);
  }

  @ExceptionHandler
  ProblemDetail databaseAway(DataAccessResourceFailureException e) {
    log.warn("The database does not answer: {}", e.toString());
    return ProblemType.SERVICE_UNAVAILABLE.withDetail("Please try again in a moment.");
  }

  @ExceptionHandler
  ProblemDetail internalError(Exception e) {
    log.error("A request failed", e);
    return ProblemType.INTERNAL_ERROR.withDetail("Something went wrong on our side.");
  }
}
