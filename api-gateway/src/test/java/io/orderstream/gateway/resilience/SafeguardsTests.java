package io.orderstream.gateway.resilience;

import static io.orderstream.gateway.Upstream.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "resilience4j.timelimiter.configs.default.timeout-duration=500ms",
      "resilience4j.bulkhead.configs.default.max-concurrent-calls=2",
      "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=4",
      "resilience4j.circuitbreaker.configs.default.permitted-number-of-calls-in-half-open-state=1",
      "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1s",
    })
class SafeguardsTests extends RunningGateway {

  private static final Duration FAST = Duration.ofSeconds(1);

  private static final AtomicInteger calls = new AtomicInteger();
  private static final CountDownLatch never = new CountDownLatch(1);
  private static final Upstream inventory = Upstream.start(SafeguardsTests::serve);

  /** The port of the orders service, where nothing listens unless a test starts it. */
  private static final int ordersPort = freePort();

  @Autowired private CircuitBreakerRegistry breakers;

  private static int freePort() {
    try (Upstream closed = Upstream.start(Upstream.echo("none"))) {
      return closed.port();
    }
  }

  private static void serve(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestURI().getPath()) {
      case "/api/v1/items/hangup-once" -> answerAtSecond(exchange, HttpExchange::close);
      case "/api/v1/items/overloaded-once" ->
          answerAtSecond(exchange, first -> answer(first, 503, "text/plain", "later"));
      case "/api/v1/items/busy" -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        answer(exchange, 503, "text/plain", "later");
      }
      case "/api/v1/items/silent" -> hang();
      case "/api/v1/items/endless" -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        hang();
      }
      case "/api/v1/items/broken" -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('x');
        exchange.close();
      }
      case "/api/v1/items/hangup" -> exchange.close();
      case "/api/v1/items/overloaded" -> answer(exchange, 503, "text/plain", "later");
      case "/api/v1/items/defect" -> answer(exchange, 500, "text/plain", "oops");
      default -> answer(exchange, 200, "text/plain", "fine");
    }
  }

  private static void answerAtSecond(HttpExchange exchange, HttpHandler first) throws IOException {
    if (calls.get() == 1) {
      first.handle(exchange);
    } else {
      answer(exchange, 200, "text/plain", "fine");
    }
  }

  private static void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", () -> "http://127.0.0.1:" + ordersPort);
    properties.add("gateway.services.inventory", inventory::url);
  }

  @AfterAll
  static void stop() {
    never.countDown();
    inventory.close();
  }

  @BeforeEach
  @AfterEach
  void reset() {
    breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    calls.set(0);
  }

  @Test
  void answersFastForAServiceThatIsDownWhileOthersGoOnWorking() {
    Instant begin = Instant.now();
    HttpResponse<String> response = get("/api/v1/orders");

    assertThat(Duration.between(begin, Instant.now())).isLessThan(FAST);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(response).at("/code").stringValue()).isEqualTo("service-unavailable");
    assertThat(get("/api/v1/items").body()).isEqualTo("fine");
  }

  @Test
  void givesUpOnAServiceThatKeepsSilent() {
    HttpResponse<String> response = get("/api/v1/items/silent");

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
    assertThat(json(response).at("/code").stringValue()).isEqualTo("gateway-timeout");
  }

  @Test
  void givesUpOnAServiceThatNeverFinishes() {
    assertThat(get("/api/v1/items/endless").statusCode()).isEqualTo(504);
  }

  @Test
  void reportsAServiceThatBreaksOffHalfWay() {
    HttpResponse<String> response = get("/api/v1/items/broken");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(json(response).at("/code").stringValue()).isEqualTo("service-unavailable");
  }

  @Test
  void invitesToRepeatAReadThatBrokeOff() {
    assertInvitesToRepeat(get("/api/v1/items/hangup"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, silent, 504",
    "POST, hangup, 503",
    "PUT, silent, 504",
    "PUT, hangup, 503",
    "PATCH, hangup, 503",
    "DELETE, hangup, 503",
  })
  void warnsOfRepeatingAWriteThatMayHaveBeenCarriedOut(String method, String path, int status) {
    HttpResponse<String> response =
        send(request("/api/v1/items/" + path).method(method, BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Retry-After")).isEmpty();
    assertThat(json(response).at("/detail").stringValue())
        .contains("may or may not have been carried out")
        .doesNotContain("Try again");
  }

  @Test
  void invitesToRepeatAWriteThatFoundNoService() {
    assertInvitesToRepeat(post("/api/v1/orders", "{}"));
  }

  @Test
  void invitesToRepeatAWriteThatTheBreakerHeldBack() {
    breakers.circuitBreaker("inventory").transitionToOpenState();

    assertInvitesToRepeat(post("/api/v1/items", "{}"));
    assertThat(calls).hasValue(0);
  }

  @Test
  void invitesToRepeatAWriteThatGotNoConnectionInTime() throws Exception {
    try (BlackHole _ = BlackHole.on(ordersPort)) {
      assertInvitesToRepeat(post("/api/v1/orders", "{}"));
    }
  }

  private static void assertInvitesToRepeat(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
    assertThat(json(response).at("/detail").stringValue()).endsWith("Try again later.");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, hangup-once",
    "GET, overloaded-once",
    "HEAD, hangup-once",
    "POST, hangup-once",
    "POST, overloaded-once"
  })
  void triesASecondTimeWhereThatDoesNoHarm(String method, String path) {
    HttpResponse<String> response = send(writing(method, path).header("Idempotency-Key", "k"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(calls).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"GET, hangup", "GET, overloaded", "POST, hangup", "POST, overloaded"})
  void triesNoThirdTime(String method, String path) {
    HttpResponse<String> response = send(writing(method, path).header("Idempotency-Key", "k"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(calls).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, hangup, 503",
    "POST, overloaded, 503",
    "PUT, hangup, 503",
    "PUT, overloaded, 503",
    "DELETE, hangup, 503",
    "GET, busy, 503",
    "GET, silent, 504",
    "GET, defect, 500",
  })
  void triesOnceWhereASecondAttemptCouldDoHarmOrNoGood(String method, String path, int status) {
    HttpResponse<String> response = send(writing(method, path));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(calls).hasValue(1);
  }

  @Test
  void leavesAPutToItsCallerEvenWithAKey() {
    assertThat(send(writing("PUT", "hangup").header("Idempotency-Key", "k")).statusCode())
        .isEqualTo(503);

    assertThat(calls).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"silent, 504", "hangup, 503"})
  void invitesToRepeatAWriteWithAKey(String path, int status) {
    HttpResponse<String> response = send(writing("POST", path).header("Idempotency-Key", "k"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
    assertThat(json(response).at("/detail").stringValue()).endsWith("Try again later.");
  }

  private HttpRequest.Builder writing(String method, String path) {
    return request("/api/v1/items/" + path)
        .method(
            method,
            method.matches("GET|HEAD") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
  }

  @Test
  void refusesAtOnceWhatExceedsTheServicesShare() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> waiting =
          Stream.generate(() -> callers.submit(() -> get("/api/v1/items/silent")))
              .limit(2)
              .toList();
      await().until(() -> calls.get() == 2);

      Instant begin = Instant.now();
      assertInvitesToRepeat(get("/api/v1/items"));
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(300));
      assertThat(calls).hasValue(2);

      for (Future<HttpResponse<String>> caller : waiting) {
        assertThat(caller.get().statusCode()).isEqualTo(504);
      }
    }
    assertThat(get("/api/v1/items").statusCode()).isEqualTo(200);
  }

  @Test
  void answersFastForAServiceWhoseHostKeepsSilent() throws Exception {
    try (BlackHole _ = BlackHole.on(ordersPort)) {
      Instant begin = Instant.now();
      assertInvitesToRepeat(get("/api/v1/orders"));

      assertThat(Duration.between(begin, Instant.now())).isLessThan(FAST);
    }
  }

  @Test
  void answersAtOnceForAServiceThatHungSeveralTimes() {
    for (int i = 0; i < 4; i++) {
      assertThat(get("/api/v1/items/silent").statusCode()).isEqualTo(504);
    }

    Instant begin = Instant.now();
    assertInvitesToRepeat(get("/api/v1/items/silent"));
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(300));
    assertThat(calls).hasValue(4);
  }

  @Test
  void opensTheBreakerOfAFailingServiceAndClosesItAgain() {
    for (int i = 0; i < 4; i++) {
      assertThat(post("/api/v1/items/overloaded", "{}").body()).isEqualTo("later");
    }

    Instant begin = Instant.now();
    HttpResponse<String> refused = get("/api/v1/items");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(FAST);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(json(refused).at("/code").stringValue()).isEqualTo("service-unavailable");
    assertThat(calls).hasValue(4);

    await().untilAsserted(() -> assertThat(get("/api/v1/items").statusCode()).isEqualTo(200));
    assertThat(breakers.circuitBreaker("inventory").getState())
        .isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void findsAServiceThatWasDownAsSoonAsItIsBack() {
    for (int i = 0; i < 8; i++) {
      assertThat(get("/api/v1/orders").statusCode()).isEqualTo(503);
    }

    try (Upstream _ = Upstream.startOn(ordersPort, Upstream.echo("orders"))) {
      assertThat(get("/api/v1/orders").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void findsAServiceAgainWhoseHostKeptSilent() throws Exception {
    try (BlackHole _ = BlackHole.on(ordersPort)) {
      for (int i = 0; i < 4; i++) {
        get("/api/v1/orders");
      }
      assertThat(breakers.circuitBreaker("orders").getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    try (Upstream _ = Upstream.startOn(ordersPort, Upstream.echo("orders"))) {
      await().untilAsserted(() -> assertThat(get("/api/v1/orders").statusCode()).isEqualTo(200));
    }
  }

  @ParameterizedTest
  @CsvSource({"defect, 500", "busy, 503"})
  void leavesTheBreakerClosedForDefectsOfSingleRequestsAndForLoadThatIsShed(
      String path, int status) {
    for (int i = 0; i < 8; i++) {
      assertThat(get("/api/v1/items/" + path).statusCode()).isEqualTo(status);
    }

    assertThat(get("/api/v1/items").statusCode()).isEqualTo(200);
  }
}
