package io.orderstream.requestresponse.web;

import jakarta.servlet.RequestDispatcher;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what fails outside of Spring MVC, such as in a filter, like everything else. */
@RestController
class ErrorDispatch implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> error(
      @RequestAttribute(name = RequestDispatcher.ERROR_STATUS_CODE, required = false)
          @Nullable Integer code) {
    HttpStatusCode status = HttpStatusCode.valueOf(code == null ? 404 : code);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(status));
  }

  /** What there is to say of a status that nobody said more of. */
  static ProblemDetail problem(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    String code = known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Problem.describe(status, code, null);
  }
}
