package io.orderstream.inventory.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.orderstream.inventory.domain.InsufficientStock;
import io.orderstream.inventory.domain.ItemNotFound;
import io.orderstream.inventory.domain.ItemVersionMismatch;
import io.orderstream.inventory.domain.StockLimitExceeded;
import io.orderstream.inventory.web.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What callers are told when something is wrong: problem details, always. */
@RestControllerAdvice
class InventoryProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(InventoryProblems.class);

  @ExceptionHandler
  ProblemDetail itemNotFound(ItemNotFound e) {
    return Problem.of(NOT_FOUND, "item-not-found", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail insufficientStock(InsufficientStock e) {
    return Problem.of(CONFLICT, "insufficient-stock", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail stockLimitExceeded(StockLimitExceeded e) {
    return Problem.of(CONFLICT, "stock-limit-exceeded", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail itemVersionMismatch(ItemVersionMismatch e) {
    return Problem.of(PRECONDITION_FAILED, "precondition-failed", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail invalidField(InvalidField e) {
    return Problem.invalid(
        UNPROCESSABLE_CONTENT,
        List.of(new FieldError(e.pointer(), "invalid-value", e.getMessage())));
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<ProblemDetail> databaseAway(Exception e) {
    log.warn("the database does not answer: {}", e.getMessage());
    return ResponseEntity.status(SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(
            Problem.of(SERVICE_UNAVAILABLE, "service-unavailable", "please try again in a moment"));
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception e) {
    log.error("a request failed", e);
    return Problem.of(
        INTERNAL_SERVER_ERROR, "internal-server-error", "the request could not be completed");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldError> errors =
        e.getFieldErrors().stream()
            .map(
                error ->
                    new FieldError(
                        "/" + error.getField().replace('.', '/'),
                        "required",
                        "this field is required"))
            .toList();
    return problem(e, Problem.invalid(UNPROCESSABLE_CONTENT, errors), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldError> errors =
        e.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                new FieldError(
                                    "/" + result.getMethodParameter().getParameterName(),
                                    "invalid-value",
                                    String.valueOf(error.getDefaultMessage()))))
            .toList();
    return problem(e, Problem.invalid(BAD_REQUEST, errors), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (!(e instanceof MethodArgumentTypeMismatchException mismatch)) {
      return super.handleTypeMismatch(e, headers, status, request);
    }
    var error =
        new FieldError("/" + mismatch.getName(), "wrong-type", "this parameter has the wrong type");
    return problem(e, Problem.invalid(BAD_REQUEST, List.of(error)), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        e.getCause() instanceof JacksonException cause && isOfAField(cause)
            ? Problem.invalid(UNPROCESSABLE_CONTENT, List.of(fieldError(cause)))
            : Problem.of(
                BAD_REQUEST, "malformed-request", "the body is not the JSON expected here");
    return problem(e, problem, headers, request);
  }

  /** Everything that Spring refuses by itself comes through here. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem && problem.getProperties() == null) {
      Problem.named(problem);
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> problem(
      Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    return handleExceptionInternal(
        e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  private static boolean isOfAField(JacksonException e) {
    return (e instanceof DatabindException || e instanceof InputCoercionException)
        && !e.getPath().isEmpty();
  }

  private static FieldError fieldError(JacksonException e) {
    var pointer = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      pointer
          .append('/')
          .append(step.getPropertyName() != null ? step.getPropertyName() : step.getIndex());
    }
    return e instanceof UnrecognizedPropertyException
        ? new FieldError(pointer.toString(), "unknown-field", "there is no such field here")
        : new FieldError(pointer.toString(), "wrong-type", "this field has the wrong type");
  }
}
