package io.orderstream.gateway.routing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.orderstream.gateway.arrival.RequestBodies;
import io.orderstream.gateway.balancing.Attempts;
import io.orderstream.gateway.balancing.Balancer;
import io.orderstream.gateway.correlation.CorrelationId;
import io.orderstream.gateway.resilience.Safeguards;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a routed request to its service and takes the answer as it is.
 *
 * <p>Bodies are held whole, so that the service's time limit covers all of the answer and a service
 * that breaks off half-way is a clean error; only an event stream counts as answered when it
 * begins.
 */
@Component
class ServiceExchange implements ProxyExchange {

  private static final Set<HttpMethod> SAFE_METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** What the HTTP client sets by itself and refuses to take. */
  private static final Set<String> CLIENT_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final RequestBodies bodies;
  private final Balancer balancer;
  private final HttpClient client;
  private final Safeguards safeguards;
  private final EventStreams eventStreams;
  private final Tracer tracer;
  private final Propagator propagator;

  ServiceExchange(
      RequestBodies bodies,
      Balancer balancer,
      HttpClient client,
      Safeguards safeguards,
      EventStreams eventStreams,
      Tracer tracer,
      Propagator propagator) {
    this.bodies = bodies;
    this.balancer = balancer;
    this.client = client;
    this.safeguards = safeguards;
    this.eventStreams = eventStreams;
    this.tracer = tracer;
    this.propagator = propagator;
  }

  @Override
  public ServerResponse exchange(Request request) {
    HttpRequest.Builder call = callOf(request);
    URI uri = Objects.requireNonNull(request.getUri(), "uri");
    String service = serviceOf(request);
    boolean repeatable = isRepeatable(request);
    Attempts attempts = balancer.attempts(service, repeatable);
    HttpResponse<ServiceBody> answer =
        safeguards.call(
            service,
            repeatable,
            () ->
                attempts.make(
                    instance ->
                        client.send(call.uri(instance.locate(uri)).build(), this::responseBody)));
    return responseOf(request, answer);
  }

  /**
   * A PUT is not, nor is anything else that may bring {@code If-Match}: a repetition would be
   * refused where the first attempt was carried out.
   */
  private static boolean isRepeatable(Request request) {
    return SAFE_METHODS.contains(request.getMethod())
        || (request.getMethod().equals(HttpMethod.POST)
            && request.getHeaders().containsHeader("Idempotency-Key")
            && !request.getHeaders().containsHeader(HttpHeaders.IF_MATCH));
  }

  private static String serviceOf(Request request) {
    return (String)
        request.getServerRequest().attribute(MvcUtils.GATEWAY_ROUTE_ID_ATTR).orElseThrow();
  }

  private HttpRequest.Builder callOf(Request request) {
    HttpRequest.Builder call =
        HttpRequest.newBuilder()
            .method(
                request.getMethod().name(),
                requestBody(request.getServerRequest().servletRequest()));
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
    return call;
  }

  private BodyPublisher requestBody(HttpServletRequest request) {
    byte[] body = bodies.read(request);
    return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  private BodySubscriber<ServiceBody> responseBody(ResponseInfo answer) {
    boolean isStream =
        answer.statusCode() == 200
            && answer
                .headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
    return isStream
        ? new EventStream(eventStreams)
        : BodySubscribers.mapping(BodySubscribers.ofByteArray(), ServiceBody.Complete::new);
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
