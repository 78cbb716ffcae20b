package io.orderstream.notifications.web;

import io.orderstream.notifications.domain.OrderNotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
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
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String parameter = e instanceof MethodArgumentTypeMismatchException m ? m.getName() : "";
    ProblemDetail problem = ProblemType.INVALID_PARAMETER.withDetail("A parameter is not valid.");
    problem.setProperty(
        "errors",
        List.of(
            InvalidPart.parameter(parameter, "wrong-type", "is not of the type expected here")));
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  /** Gives what Spring refuses by itself one of our types, whatever form the caller wants. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var response =
        ResponseEntity.status(status)
            .headers(headers)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (body instanceof ProblemDetail problem && problem.getProperties() == null) {
      ProblemDetail typed = ProblemType.of(status).withDetail(problem.getDetail());
      typed.setStatus(status.value());
      return response.body(typed);
    }
    return response.body(body);
  }

  @ExceptionHandler
  ProblemDetail orderNotFound(OrderNotFound e) {
    return ProblemType.ORDER_NOT_FOUND.withDetail(e.getMessage());
  }

  @ExceptionHandler({
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    DataAccessResourceFailureException.class
  })
  ResponseEntity<ProblemDetail> databaseAway(Exception e) {
    log.warn("The database does not answer: {}", e.toString());
    ProblemDetail problem =
        ProblemType.SERVICE_UNAVAILABLE.withDetail("Please try again in a moment.");
    return ResponseEntity.status(problem.getStatus())
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  @ExceptionHandler
  ProblemDetail internalError(Exception e) {
    log.error("A request failed", e);
    return ProblemType.INTERNAL_ERROR.withDetail("Something went wrong on our side.");
  }
}
