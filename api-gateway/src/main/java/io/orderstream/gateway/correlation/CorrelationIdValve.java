package io.orderstream.gateway.correlation;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/**
 * Gives every request a correlation id, also those that Tomcat refuses before any servlet filter
 * could see them. The id stands in the request's header, in the response's and in the log context.
 */
class CorrelationIdValve extends ValveBase {

  CorrelationIdValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String id = CorrelationId.from(request.getHeader(CorrelationId.HEADER));
    request.getCoyoteRequest().getMimeHeaders().setValue(CorrelationId.HEADER).setString(id);
    response.setHeader(CorrelationId.HEADER, id);
    try (MDCCloseable _ = MDC.putCloseable("correlationId", id)) {
      getNext().invoke(request, response);
    }
  }
}
