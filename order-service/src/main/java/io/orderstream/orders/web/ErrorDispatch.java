package io.orderstream.orders.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what fails outside of Spring MVC, such as in a filter, like everything else. */
@Hidden
@RestController
class ErrorDispatch implements ErrorController {

  @RequestMapping("/error")
  ProblemDetail error(
      @RequestAttribute(name = RequestDispatcher.ERROR_STATUS_CODE, required = false)
          @Nullable Integer code) {
    HttpStatusCode status = HttpStatusCode.valueOf(code == null ? 404 : code);
    ProblemDetail problem = ProblemType.of(status).detail(null);
    problem.setStatus(status.value());
    return problem;
  }
}
