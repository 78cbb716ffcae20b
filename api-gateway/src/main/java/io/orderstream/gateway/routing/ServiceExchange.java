package io.orderstream.gateway.routing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.orderstream.gateway.correlation.CorrelationId;
import io.orderstream.gateway.resilience.Safeguards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.function.ServerResponse;

/** Sends a routed request to its service, once, and takes the answer as it is. */
@Component
class ServiceExchange implements ProxyExchange {

  private static final int MAX_REQUEST_BODY = 1 << 20;

  /** What the HTTP client sets by itself and refuses to take. */
  private static final Set<String> CLIENT_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HttpClient client;
  private final Safeguards safeguards;
  private final Tracer tracer;
  private final Propagator propagator;

  ServiceExchange(HttpClient client, Safeguards safeguards, Tracer tracer, Propagator propagator) {
    this.client = client;
    this.safeguards = safeguards;
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public ServerResponse exchange(Request request) {
    HttpRequest call = callOf(request);
    HttpResponse<ServiceBody> answer =
        safeguards.call(service(request), () -> client.sendAsync(call, ServiceBody::of));
    return responseOf(request, answer);
  }

  private static String service(Request request) {
    return (String)
        request.getServerRequest().attribute(MvcUtils.GATEWAY_ROUTE_ID_ATTR).orElseThrow();
  }

  private HttpRequest callOf(Request request) {
    URI uri = Objects.requireNonNull(request.getUri(), "uri");
    HttpRequest.Builder call =
        HttpRequest.newBuilder(uri).method(request.getMethod().name(), bodyOf(request));
    request
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (!CLIENT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> call.header(name, value));
              }
            });
    TraceContext trace = tracer.currentTraceContext().context();
    if (trace != null) {
      propagator.inject(trace, call, (_, name, value) -> call.setHeader(name, value));
    }
    return call.build();
  }

  private static BodyPublisher bodyOf(Request request) {
    try {
      byte[] body =
          request
              .getServerRequest()
              .servletRequest()
              .getInputStream()
              .readNBytes(MAX_REQUEST_BODY + 1);
      if (body.length > MAX_REQUEST_BODY) {
        throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
      }
      return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerResponse responseOf(Request request, HttpResponse<ServiceBody> answer) {
    HttpHeaders headers = new HttpHeaders();
    answer.headers().map().forEach(headers::addAll);
    headers.remove(CorrelationId.HEADER);
    Response received = new Received(HttpStatusCode.valueOf(answer.statusCode()), headers);
    ServiceResponse response =
        new ServiceResponse(received.getStatusCode(), new HttpHeaders(), answer.body());
    request.getResponseConsumers().forEach(consumer -> consumer.accept(received, response));
    return response;
  }

  private record Received(HttpStatusCode getStatusCode, HttpHeaders getHeaders)
      implements Response {}
}
