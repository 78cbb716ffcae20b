package io.orderstream.requestresponse.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Answers every failure with a problem detail. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** The database is away or too busy; trying again may help. */
  @ExceptionHandler({
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class
  })
  @Nullable ResponseEntity<Object> databaseAway(Exception e, WebRequest request) throws Exception {
    log.warn("A request failed, as the database did not answer: {}", e.toString());
    return handleException(
        Problem.passing(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "The service cannot answer now; please try again later"),
        request);
  }

  @ExceptionHandler(Exception.class)
  ProblemDetail unexpected(Exception e) {
    log.error("A request failed", e);
    return Problem.describe(
        HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The request failed; the log says why");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Problem.Part> errors =
        e.getFieldErrors().stream()
            .map(
                error ->
                    new Problem.Part(
                        pointer(error.getField()),
                        "invalid",
                        String.valueOf(error.getDefaultMessage())))
            .toList();
    return invalid(e, errors, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return e.getCause() instanceof DatabindException
        ? invalid(e, List.of(), headers, request)
        : handleExceptionInternal(e, null, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> invalid(
      Exception e, List<Problem.Part> errors, HttpHeaders headers, WebRequest request) {
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    ProblemDetail problem =
        Problem.describe(status, "validation-failed", "Some fields are not as they must be");
    problem.setProperty("errors", errors);
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  /** Gives what Spring refuses by itself a code. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            body instanceof ProblemDetail problem && problem.getProperties() != null
                ? body
                : ErrorDispatch.problem(status));
  }

  /** From {@code lines[0].sku} to {@code /lines/0/sku}. */
  private static String pointer(String path) {
    return "/" + path.replace("].", "/").replace("]", "").replace('[', '/').replace('.', '/');
  }
}
