package io.orderstream.gateway.balancing;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Requests to a service of two instances, which tests start, kill and hang. */
@TestPropertySource(
    properties = {
      "gateway.balancing.rest=200ms",
      "gateway.balancing.silence=200ms",
      "gateway.balancing.patience=200ms",
      "resilience4j.timelimiter.configs.default.timeout-duration=3s",
    })
class BalancerTests extends RunningGateway {

  private static final Duration FAST = Duration.ofSeconds(1);
  private static final List<Integer> ports = List.of(freePort(), freePort());

  @Autowired private CircuitBreakerRegistry breakers;

  private Upstream one;
  private Upstream two;
  private final CountDownLatch awake = new CountDownLatch(1);

  private static int freePort() {
    try (Upstream closed = Upstream.start(Upstream.echo("none"))) {
      return closed.port();
    }
  }

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add(
        "gateway.services.inventory",
        () -> "http://127.0.0.1:%d,http://127.0.0.1:%d".formatted(ports.toArray()));
  }

  @BeforeEach
  void start() {
    one = Upstream.startOn(ports.getFirst(), saying("one"));
    two = Upstream.startOn(ports.getLast(), saying("two"));
    breakers.circuitBreaker("inventory").reset();
    awaitBoth();
  }

  @AfterEach
  void stop() {
    awake.countDown();
    one.close();
    two.close();
  }

  @Test
  void takeTurns() {
    assertThat(answers(8)).containsOnly("one", "two").filteredOn("one"::equals).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void goToTheOtherInstanceWhereOneIsDownWhateverTheyAre(String method) {
    two.close();

    assertThat(IntStream.range(0, 6).mapToObj(_ -> send(writing(method, "/")).body()))
        .containsOnly("one");
  }

  @Test
  void leaveADeadInstanceAloneWithoutHarmToTheService() {
    two.close();

    assertThat(answers(40)).containsOnly("one");
    assertThat(breakers.circuitBreaker("inventory").getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Test
  void comeBackToAnInstanceThatIsBack() {
    two.close();
    assertThat(answers(4)).containsOnly("one");

    two = Upstream.startOn(ports.getLast(), saying("two"));

    awaitBoth();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void areRepeatedAtTheOtherInstanceWhereThatDoesNoHarm(String method) {
    two.close();
    two = Upstream.startOn(ports.getLast(), HttpExchange::close);

    assertThat(
            IntStream.range(0, 4)
                .mapToObj(_ -> send(writing(method, "/").header("Idempotency-Key", "k")).body()))
        .containsOnly("one");
  }

  @Test
  void areRepeatedAtTheOtherInstanceWhereOneIsUnavailable() {
    two.close();
    two = Upstream.startOn(ports.getLast(), exchange -> answer(exchange, 503, "text/plain", "no"));

    assertThat(answers(4)).containsOnly("one");
  }

  @Test
  void areNotRepeatedWhereTheyMayHaveBeenCarriedOut() {
    two.close();
    two = Upstream.startOn(ports.getLast(), HttpExchange::close);

    assertThat(IntStream.range(0, 2).mapToObj(_ -> send(writing("PUT", "/")).statusCode()))
        .containsExactlyInAnyOrder(200, 503);
  }

  @Test
  void leaveAnInstanceAloneThatHangs() {
    two.close();
    two = Upstream.startOn(ports.getLast(), this::hang);
    assertThat(answers(2)).containsOnly("one");

    assertThat(impatientAnswers(10)).containsOnly("one");
    assertThat(breakers.circuitBreaker("inventory").getState())
        .isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({"GET, 200", "POST, 200", "PUT, 504"})
  void goToTheOtherInstanceOnceOneIsFoundToHangWhereThatDoesNoHarm(String method, int status)
      throws Exception {
    two.close();
    two = Upstream.startOn(ports.getLast(), this::hang);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> call =
          () -> send(writing(method, "/").header("Idempotency-Key", "k")).statusCode();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : callers.invokeAll(Collections.nCopies(2, call))) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, status);
    }
  }

  @Test
  void areAnsweredFastWhereAllInstancesAreDown() {
    one.close();
    two.close();

    for (int i = 0; i < 10; i++) {
      Instant begin = Instant.now();
      HttpResponse<String> response = get("/api/v1/items");

      assertThat(Duration.between(begin, Instant.now())).isLessThan(FAST);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(header(response, "Retry-After")).isNotEmpty();
    }
  }

  @Test
  void openEventStreamsAtInstancesThatAnswer() {
    two.close();

    for (int i = 0; i < 4; i++) {
      HttpResponse<String> stream = get("/api/v1/items/stream", "Accept", "text/event-stream");
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.body()).isEqualTo("data: one\n\n");
    }
  }

  private static HttpHandler saying(String name) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().endsWith("/stream")) {
        answer(exchange, 200, "text/event-stream", "data: %s\n\n".formatted(name));
      } else {
        answer(exchange, 200, "text/plain", name);
      }
    };
  }

  private void hang(HttpExchange exchange) throws IOException {
    try {
      awake.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 200, "text/plain", "two");
  }

  private List<String> answers(int count) {
    return IntStream.range(0, count).mapToObj(_ -> get("/api/v1/items").body()).toList();
  }

  private List<String> impatientAnswers(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> send(request("/api/v1/items").timeout(Duration.ofMillis(150))).body())
        .toList();
  }

  private void awaitBoth() {
    await()
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(answers(4)).contains("one", "two").hasSize(4));
  }

  private HttpRequest.Builder writing(String method, String path) {
    return request("/api/v1/items" + path)
        .method(
            method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
  }
}
