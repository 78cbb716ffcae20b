package io.orderstream.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import io.orderstream.testing.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "resilience4j.timelimiter.instances.orders.timeout-duration=500ms",
      "resilience4j.bulkhead.instances.orders.max-concurrent-calls=1",
      "gateway.event-streams.maximum=2",
    })
class EventStreamTests extends RunningGateway {

  private static final String PATH = "/api/v1/orders/7/events";

  private static final String ENDLESS = "/api/v1/orders/8/events";

  /** How many endless streams the service sends at present. */
  private static final AtomicInteger endless = new AtomicInteger();

  /** What the service does next: it sends this event, or ends or breaks the stream. */
  private static final SynchronousQueue<String> events = new SynchronousQueue<>();

  private static final Upstream service = Upstream.start(EventStreamTests::serve);

  @Autowired private EventStreams eventStreams;

  private static void serve(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals(ENDLESS)) {
      serveEndlessly(exchange);
      return;
    }
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

  private static void serveEndlessly(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    endless.incrementAndGet();
    try {
      while (true) {
        exchange.getResponseBody().write(": heartbeat\n\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        Thread.sleep(Duration.ofMillis(50)); // the pace of the stream, nothing is waited for
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      endless.decrementAndGet();
    }
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

  @AfterEach
  void awaitTheEndOfAllStreams() {
    await().until(() -> endless.get() == 0);
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

      eventStreams.breakOff();

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

  @Test
  void refusesAStreamTooMany() throws Exception {
    try (BufferedReader first = open(ENDLESS);
        BufferedReader second = open(ENDLESS)) {
      assertThat(first.readLine()).isEqualTo(": heartbeat");
      assertThat(second.readLine()).isEqualTo(": heartbeat");

      HttpResponse<String> third = get(ENDLESS);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(header(third, "Retry-After")).isEqualTo("5");
      assertThat(json(third).at("/code").stringValue()).isEqualTo("service-unavailable");
    }
    await().until(() -> endless.get() == 0);
    try (BufferedReader next = open(ENDLESS)) {
      assertThat(next.readLine()).isEqualTo(": heartbeat");
    }
  }

  @Test
  void endsAStreamWhoseCallerLeaves() throws Exception {
    try (BufferedReader stream = open(ENDLESS)) {
      assertThat(stream.readLine()).isEqualTo(": heartbeat");
    }

    await().until(() -> endless.get() == 0);
  }

  @Test
  void endsAStreamWhoseTokenExpires() throws Exception {
    Instant expiry = Instant.now().plusSeconds(2);
    String token =
        Tokens.sign(Tokens.claims("alice", "orders").expirationTime(Date.from(expiry)).build());

    HttpResponse<String> ended = getAs(token, ENDLESS);

    assertThat(header(ended, "Content-Type")).isEqualTo("text/event-stream");
    await().until(() -> endless.get() == 0);
  }

  private BufferedReader open() {
    return open(PATH);
  }

  private BufferedReader open(String path) {
    HttpResponse<InputStream> response =
        send(request(path).header("Accept", "text/event-stream"), BodyHandlers.ofInputStream());
    assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }
}
