package io.orderstream.orders.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what fails outside of Spring MVC, such as in a filter, like everything else. */
@Hidden
@RestController
class ErrorDispatch implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> error(
      @RequestAttribute(name = RequestDispatcher.ERROR_STATUS_CODE, required = false)
          @Nullable Integer code,
      @RequestAttribute(name = RequestDispatcher.ERROR_MESSAGE, required = false)
          @Nullable String message,
      @RequestAttribute(name = RequestDispatcher.ERROR_EXCEPTION, required = false)
          @Nullable Throwable unexpected,
      @RequestAttribute(name = RequestDispatcher.ERROR_REQUEST_URI, required = false)
          @Nullable String address) {
    HttpStatusCode status = HttpStatusCode.valueOf(code == null ? 404 : code);
    ProblemType type = ProblemType.of(status);
    boolean told = unexpected == null && message != null && !message.isEmpty();
    ProblemDetail problem = type.detail(told ? message : type.meaning());
    problem.setStatus(status.value());
    if (address != null) {
      problem.setInstance(URI.create(address.replaceFirst("^/+", "/")));
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
