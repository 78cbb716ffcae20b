package io.orderstream.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "resilience4j.timelimiter.configs.default.timeout-duration=500ms")
class EventStreamTests extends RunningGateway {

  private static final String PATH = "/api/v1/orders/7/events";

  /** What the service does next: it sends this event, or ends or breaks the stream. */
  private static final SynchronousQueue<String> events = new SynchronousQueue<>();

  private static final Upstream service = Upstream.start(EventStreamTests::serve);

  @Autowired private EventStreams eventStreams;

  private static void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    for (String event = next(); !event.equals("end"); event = next()) {
      if (event.equals("break")) {
        throw new IOException(event);
      }
      exchange.getResponseBody().write((event + "\n\n").getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  private static String next() throws IOException {
    try {
      return events.take();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", service::url);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void passesEachEventOnAsItComesForLongerThanTheTimeLimit() throws Exception {
    Instant begin = Instant.now();
    try (BufferedReader stream = open()) {
      int count = 0;
      while (Duration.between(begin, Instant.now()).toMillis() < 1000) {
        String event = "data: " + count++;
        events.put(event);
        assertThat(stream.readLine()).isEqualTo(event);
        assertThat(stream.readLine()).isEmpty();
      }
      events.put("end");
      assertThat(stream.readLine()).isNull();
    }
  }

  @Test
  void breaksStreamsOffWhenTheGatewayStops() throws Exception {
    try (BufferedReader stream = open()) {
      events.put("data: 1");
      assertThat(stream.readLine()).isEqualTo("data: 1");

      eventStreams.close();

      assertThat(stream.readLine()).isEmpty();
      assertThatThrownBy(stream::readLine).isInstanceOf(IOException.class);
    } finally {
      events.put("end");
    }
  }

  @Test
  void breaksOffAStreamWhoseServiceDies() throws Exception {
    try (BufferedReader stream = open()) {
      events.put("break");

      assertThatThrownBy(stream::readLine).isInstanceOf(IOException.class);
    }
  }

  private BufferedReader open() {
    HttpResponse<InputStream> response =
        send(request(PATH).header("Accept", "text/event-stream"), BodyHandlers.ofInputStream());
    assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }
}
