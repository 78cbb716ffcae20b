package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.IdempotencyKeyInUse;
import io.orderstream.inventory.domain.IdempotencyKeyReused;
import io.orderstream.inventory.domain.InsufficientStock;
import io.orderstream.inventory.domain.ItemNotFound;
import io.orderstream.inventory.domain.ItemVersionMismatch;
import io.orderstream.inventory.domain.StockLimitExceeded;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
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
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** What callers are told when something is wrong: problem details, always. */
@RestControllerAdvice
class InventoryProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(InventoryProblems.class);

  @ExceptionHandler
  ProblemDetail itemNotFound(ItemNotFound e) {
    return ProblemType.ITEM_NOT_FOUND.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail insufficientStock(InsufficientStock e) {
    return ProblemType.INSUFFICIENT_STOCK.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail stockLimitExceeded(StockLimitExceeded e) {
    return ProblemType.STOCK_LIMIT_EXCEEDED.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail itemVersionMismatch(ItemVersionMismatch e) {
    return ProblemType.VERSION_CONFLICT.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail idempotencyKeyReused(IdempotencyKeyReused e) {
    return ProblemType.IDEMPOTENCY_KEY_REUSED.detail(e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> idempotencyKeyInUse(IdempotencyKeyInUse e) {
    return soonOver(ProblemType.IDEMPOTENCY_KEY_IN_USE.detail(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail invalidInput(InvalidInput e) {
    return e.problem();
  }

  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  ProblemDetail undecodableParameter(RuntimeException e) {
    return ProblemType.MALFORMED_REQUEST.detail("the parameters cannot be decoded");
  }

  @ExceptionHandler({
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<ProblemDetail> databaseAway(Exception e) {
    log.warn("the database does not answer: {}", e.getMessage());
    return soonOver(
        ProblemType.SERVICE_UNAVAILABLE.detail(
            "The service cannot answer now; please try again later"));
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception e) {
    log.error("a request failed", e);
    return ProblemType.INTERNAL_ERROR.detail("the request could not be completed");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<InvalidPart> errors =
        e.getFieldErrors().stream()
            .map(error -> "/" + error.getField().replace('.', '/'))
            .sorted()
            .map(pointer -> InvalidPart.field(pointer, "required", "this field is required"))
            .toList();
    return respond(e, ProblemType.VALIDATION_FAILED.detail(errors), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<InvalidPart> errors =
        e.getParameterValidationResults().stream()
            .map(
                result ->
                    InvalidPart.parameter(
                        result.getMethodParameter().getParameterName(),
                        "out-of-range",
                        result.getResolvableErrors().getFirst().getDefaultMessage()))
            .toList();
    return respond(e, ProblemType.INVALID_PARAMETER.detail(errors), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var error =
        InvalidPart.parameter(
            e.getPropertyName(), "wrong-type", "this parameter has the wrong type");
    return respond(e, ProblemType.INVALID_PARAMETER.detail(List.of(error)), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        switch (e.getCause()) {
          case DatabindException wrong when !wrong.getPath().isEmpty() -> unreadable(wrong);
          case InputCoercionException wrong -> unreadable(wrong);
          case StreamConstraintsException _ ->
              ProblemType.MALFORMED_REQUEST.detail("the body is too large or nested too deeply");
          case null, default ->
              ProblemType.MALFORMED_REQUEST.detail("the body is not the JSON expected here");
        };
    return respond(e, problem, headers, request);
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
      ProblemDetail typed = ProblemType.of(status).detail(problem.getDetail());
      typed.setStatus(status.value());
      return response.body(typed);
    }
    return response.body(body);
  }

  private static ResponseEntity<ProblemDetail> soonOver(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  private static ProblemDetail unreadable(JacksonException e) {
    return ProblemType.VALIDATION_FAILED.detail(List.of(InvalidPart.unreadable(e)));
  }

  private @Nullable ResponseEntity<Object> respond(
      Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    return handleExceptionInternal(
        e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }
}
