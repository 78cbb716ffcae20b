package io.orderstream.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  private static final OrderMix MIX = new OrderMix(List.of("TEA", "CUP"), 0, 2, 10, true);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private LoadGenerator generator;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    generator = new LoadGenerator(gateway());
  }

  @AfterEach
  void stop() {
    generator.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void sendsEachOrderOnceWithAKeyOfItsOwn() throws Exception {
    server.createContext("/api/v1/orders", this::accept);

    LoadResult result = generator.run(ClosedLoop.of(500), MIX, "secret", 8);

    assertThat(result.answers()).containsOnlyKeys(201).containsValue(500L);
    assertThat(keys).hasSize(500).doesNotHaveDuplicates();
    assertThat(bodies)
        .allMatch(
            body ->
                body.matches(
                    "\\{\"customerId\":\"bench-(\\d)\",\"email\":\"bench-\\1@example.org\","
                        + "\"lines\":\\[(,?\\{\"sku\":\"(TEA|CUP)\",\"quantity\":1}){2}]}"));
  }

  @Test
  void remembersWhatWasAccepted() throws Exception {
    server.createContext("/api/v1/orders", this::accept);

    AcceptedOrders remembered = generator.run(ClosedLoop.of(3000), MIX, "secret", 4).accepted();

    assertThat(IntStream.range(0, remembered.size()).mapToObj(remembered::id))
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  @Test
  void countsTheTimeThatOrdersWaitForAConnection() throws Exception {
    server.createContext(
        "/api/v1/orders",
        exchange -> {
          if (requests.incrementAndGet() == 1) {
            pause(Duration.ofMillis(500));
          }
          accept(exchange);
        });

    LoadResult result = generator.run(OpenLoop.at(100, Duration.ofSeconds(1)), MIX, "secret", 1);

    assertThat(result.accepted().size()).isEqualTo(100);
    // half of them were meant for the half second that the first one took
    assertThat(result.answerTimes().getValueAtPercentile(75)).isGreaterThan(100_000);
    assertThat(result.answerTimes().getMaxValue()).isGreaterThan(490_000);
  }

  @Test
  void opensFurtherConnectionsWhileOrdersAreUnderWay() throws Exception {
    server.createContext(
        "/api/v1/orders",
        exchange -> {
          pause(Duration.ofMillis(100));
          accept(exchange);
        });

    LoadResult result = generator.run(OpenLoop.at(100, Duration.ofSeconds(1)), MIX, "secret", 50);

    // over one connection they would be several seconds late by then
    assertThat(result.answerTimes().getValueAtPercentile(50)).isBetween(100_000L, 1_000_000L);
  }

  @Test
  void comesBackWhenItIsToldTo() throws Exception {
    server.createContext(
        "/api/v1/orders",
        exchange -> {
          if (requests.incrementAndGet() == 1) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, 503);
          } else {
            accept(exchange);
          }
        });

    LoadResult result = generator.run(ClosedLoop.of(2), MIX, "secret", 1);

    assertThat(result.answers()).containsEntry(503, 1L).containsEntry(201, 1L);
    assertThat(result.elapsed()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void goesOnWhenConnectionsAreClosed() throws Exception {
    server.createContext(
        "/api/v1/orders",
        exchange -> {
          if (requests.incrementAndGet() % 10 == 0) {
            exchange.getResponseHeaders().add("Connection", "close");
          }
          if (requests.get() == 55) {
            throw new IOException("gone");
          }
          accept(exchange);
        });

    LoadResult result = generator.run(ClosedLoop.of(100), MIX, "secret", 1);

    assertThat(result.answers()).containsEntry(201, 99L).containsEntry(LoadResult.NO_ANSWER, 1L);
    assertThat(result.refused()).isOne();
  }

  @Test
  void endsWhenNobodyAnswersAnyMore() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext("/api/v1/orders", _ -> awaitQuietly(end));
    try (LoadGenerator impatient = new LoadGenerator(gateway(), Duration.ofSeconds(1))) {
      LoadResult result = impatient.run(OpenLoop.at(100, Duration.ofSeconds(60)), MIX, "secret", 2);

      assertThat(result.accepted().size()).isZero();
      // the two under way, and those that were to be sent in the meantime
      assertThat(result.refused()).isBetween(100L, 1000L);
    } finally {
      end.countDown();
    }
  }

  @Test
  void givesUpWhatWouldBeSentFarTooLate() throws Exception {
    server.createContext(
        "/api/v1/orders",
        exchange -> {
          pause(Duration.ofMillis(100));
          accept(exchange);
        });
    try (LoadGenerator impatient = new LoadGenerator(gateway(), Duration.ofSeconds(1))) {
      LoadResult result = impatient.run(OpenLoop.at(100, Duration.ofSeconds(1)), MIX, "secret", 1);

      assertThat(result.accepted().size()).isBetween(5, 30);
      assertThat(result.sent()).isEqualTo(100);
    }
  }

  private URI gateway() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    UUID order = UUID.randomUUID();
    accepted.add(order);
    exchange.getResponseHeaders().add("Location", "/api/v1/orders/" + order);
    answer(exchange, 201);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = "{}".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
