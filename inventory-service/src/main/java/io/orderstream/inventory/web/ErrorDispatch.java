package io.orderstream.inventory.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for errors that never reached a controller, such as those of filters. */
@RestController
class ErrorDispatch implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  ProblemDetail problem(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpStatus.NOT_FOUND.value();
    return Problem.named(
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(status), "the request could not be handled"));
  }
}
