package io.orderstream.gateway.problems;

import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import io.orderstream.gateway.correlation.CorrelationId;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the problem detail of every error that the gateway answers: of {@code sendError}, of
 * exceptions that nobody handled, and of requests that Tomcat itself refuses. Responses of the
 * services that report an error are none of these and pass as they are.
 */
class ProblemReportValve extends ErrorReportValve {

  private static final JsonMapper json = new JsonMapper();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    Problem problem =
        Problem.of(
            response.getStatus(),
            messageFor(response),
            response.getHeader(HttpHeaders.RETRY_AFTER) != null,
            response.getHeader(CorrelationId.HEADER));
    byte[] body = json.writeValueAsBytes(problem);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      container.getLogger().debug("The caller is gone", e);
    }
  }

  /** Other messages are for nobody outside, or tell less than ours. */
  private static @Nullable String messageFor(Response response) {
    return switch (response.getStatus()) {
      case SC_UNAUTHORIZED, SC_FORBIDDEN, SC_SERVICE_UNAVAILABLE -> response.getMessage();
      default -> null;
    };
  }
}
