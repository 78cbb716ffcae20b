package io.orderstream.orders.web;

import io.orderstream.orders.admission.Overloaded;
import io.orderstream.orders.domain.AmountTooLarge;
import io.orderstream.orders.domain.IdempotencyKeyInUse;
import io.orderstream.orders.domain.IdempotencyKeyReused;
import io.orderstream.orders.domain.MixedCurrencies;
import io.orderstream.orders.domain.OrderNotFound;
import io.orderstream.orders.domain.PriceChanged;
import io.orderstream.orders.domain.StaleVersion;
import io.orderstream.orders.domain.TransitionForbidden;
import io.orderstream.orders.domain.UnknownItems;
import io.orderstream.orders.security.CustomerMissing;
import io.orderstream.orders.security.ForeignCustomer;
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
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** Answers every failure with a problem detail. */
@RestControllerAdvice
class OrderProblems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(OrderProblems.class);

  @ExceptionHandler
  ProblemDetail handle(InvalidParameter e) {
    return invalidParameters(List.of(e.field()));
  }

  /** What Tomcat and the firewall notice only when somebody asks for parameters or headers. */
  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  ProblemDetail handleUndecodable() {
    return ProblemType.MALFORMED_REQUEST.detail("The query or a header cannot be read");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(IdempotencyKeyInUse e) {
    return soon(ProblemType.IDEMPOTENCY_KEY_IN_USE.detail(e.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail handle(IdempotencyKeyReused e) {
    return ProblemType.IDEMPOTENCY_KEY_REUSED.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail handle(ForeignCustomer e) {
    return ProblemType.FORBIDDEN.detail(e.getMessage());
  }

  @ExceptionHandler(CustomerMissing.class)
  ProblemDetail handleCustomerMissing() {
    return validationFailed(
        List.of(
            InvalidField.at("/customerId", "required", "must say for whom you place the order")));
  }

  @ExceptionHandler
  ProblemDetail handle(OrderNotFound e) {
    return ProblemType.ORDER_NOT_FOUND.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail handle(UnknownItems e) {
    return ProblemType.UNKNOWN_ITEM.detail(e.getMessage(), InvalidFields.unknownItems(e.skus()));
  }

  @ExceptionHandler
  ProblemDetail handle(MixedCurrencies e) {
    return ProblemType.MIXED_CURRENCIES.detail(
        e.getMessage(),
        List.of(InvalidField.at("/lines", "mixed-currencies", "must be priced in one currency")));
  }

  @ExceptionHandler
  ProblemDetail handle(AmountTooLarge e) {
    return ProblemType.AMOUNT_TOO_LARGE.detail(
        e.getMessage(),
        List.of(
            InvalidField.at("/lines", "amount-too-large", "must come to less than a trillion")));
  }

  @ExceptionHandler
  ProblemDetail handle(PriceChanged e) {
    ProblemDetail problem = ProblemType.PRICE_CHANGED.detail(e.getMessage());
    problem.setProperty("total", MoneyBody.of(e.total()));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail handle(TransitionForbidden e) {
    return ProblemType.ORDER_STATE_CONFLICT.detail(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail handle(StaleVersion e) {
    return ProblemType.VERSION_CONFLICT.detail(e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(TooManyStreams e) {
    ProblemDetail problem = e.problem().detail(e.getMessage());
    return ResponseEntity.status(problem.getStatus())
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(problem);
  }

  @ExceptionHandler(Overloaded.class)
  ResponseEntity<ProblemDetail> handleOverload() {
    return soon(
        ProblemType.SERVICE_UNAVAILABLE.detail(
            "There are more requests than can be answered now; please try again later"));
  }

  /** The database is away or too busy; trying again may help. */
  @ExceptionHandler({
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    DataAccessResourceFailureException.class,
    TransactionException.class
  })
  ResponseEntity<ProblemDetail> handleUnavailable(RuntimeException e) {
    log.warn("A request failed, as the database did not answer", e);
    return soon(
        ProblemType.SERVICE_UNAVAILABLE.detail(
            "The service cannot answer now; please try again later"));
  }

  @ExceptionHandler(Exception.class)
  ProblemDetail handleUnexpected(Exception e) {
    log.error("A request failed", e);
    return ProblemType.INTERNAL_ERROR.detail("The request failed; the log says why");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return respond(e, validationFailed(InvalidFields.in(e.getBindingResult())), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        switch (e.getCause()) {
          case DatabindException wrong -> validationFailed(InvalidFields.in(wrong));
          case InputCoercionException wrong -> validationFailed(InvalidFields.in(wrong));
          case StreamConstraintsException _ ->
              ProblemType.MALFORMED_REQUEST.detail(
                  "The body, or a name or number in it, is longer than an order can be");
          case JacksonException broken ->
              ProblemType.MALFORMED_REQUEST.detail(noJson(broken.getLocation()));
          case null, default -> ProblemType.MALFORMED_REQUEST.detail("The body cannot be read");
        };
    return respond(e, problem, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return respond(e, invalidParameters(InvalidFields.in(e)), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return respond(e, invalidParameters(InvalidFields.in(e)), headers, request);
  }

  /** Gives what Spring would answer one of our types, in the one form there is. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var response =
        ResponseEntity.status(status)
            .headers(headers)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (!(body instanceof ProblemDetail problem) || hasCode(problem)) {
      return response.body(body);
    }
    ProblemDetail ours = ProblemType.of(status).detail(problem.getDetail());
    ours.setStatus(status.value());
    return response.body(ours);
  }

  private static boolean hasCode(ProblemDetail problem) {
    return problem.getProperties() != null && problem.getProperties().containsKey("code");
  }

  private @Nullable ResponseEntity<Object> respond(
      Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    return handleExceptionInternal(
        e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  /** Something that may be over in a second. */
  private static ResponseEntity<ProblemDetail> soon(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .header(HttpHeaders.RETRY_AFTER, "1")
        .body(problem);
  }

  private static String noJson(@Nullable TokenStreamLocation location) {
    return location == null
        ? "The body is no JSON"
        : "The body is no JSON: see line %d, column %d"
            .formatted(location.getLineNr(), location.getColumnNr());
  }

  private static ProblemDetail validationFailed(List<InvalidField> errors) {
    return ProblemType.VALIDATION_FAILED.detail("Some fields are not as they must be", errors);
  }

  private static ProblemDetail invalidParameters(List<InvalidField> errors) {
    return ProblemType.INVALID_PARAMETER.detail("Some parameters are not as they must be", errors);
  }
}
