package io.orderstream.notifications.web;

import io.orderstream.messaging.correlation.Correlation;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem details for requests so broken that Tomcat refuses them by itself. */
@Component
class ConnectorProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  private final JsonMapper json;

  ConnectorProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory tomcat) {
    tomcat.addContextCustomizers(this::reportProblems);
  }

  private void reportProblems(Context context) {
    StandardHost host = (StandardHost) context.getParent();
    host.setErrorReportValveClass(ProblemReport.class.getName());
    host.getPipeline().addValve(new ProblemReport(json));
  }

  private static final class ProblemReport extends ErrorReportValve {

    private final JsonMapper json;

    private ProblemReport(JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
      if (response.getStatus() < 400
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      ProblemDetail problem =
          ProblemType.of(HttpStatusCode.valueOf(response.getStatus()))
              .withDetail("The request is not proper HTTP.");
      problem.setStatus(response.getStatus());
      String correlationId = Correlation.id();
      problem.setProperty("correlationId", correlationId);
      byte[] body = json.writeValueAsBytes(problem);
      response.setHeader(Correlation.HEADER, correlationId);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setContentLength(body.length);
      try {
        response.getOutputStream().write(body);
        response.finishResponse();
      } catch (IOException e) {
        container.getLogger().debug("the caller is gone", e);
      }
    }
  }
}
