package io.orderstream.gateway.arrival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {"gateway.arrival.max-time=1s", "server.tomcat.connection-timeout=600ms"})
class ArrivalTests extends RunningGateway {

  private static final int LARGEST_BODY = 65_536;
  private static final String POST = "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  private static final AtomicInteger calls = new AtomicInteger();
  private static final Upstream orders =
      Upstream.start(
          exchange -> {
            calls.incrementAndGet();
            Upstream.echo("orders").handle(exchange);
          });

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", orders::url);
  }

  @AfterAll
  static void stop() {
    orders.close();
  }

  @BeforeEach
  void forgetCalls() {
    calls.set(0);
  }

  @Test
  void takesABodyThatIsJustSmallEnough() {
    assertThat(post("/api/v1/orders", "x".repeat(LARGEST_BODY)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {LARGEST_BODY + 1, 10_000_000})
  void refusesABodyThatIsTooLarge(int length) {
    HttpResponse<String> response = post("/api/v1/orders", "x".repeat(length));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).at("/code").stringValue()).isEqualTo("content-too-large");
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {LARGEST_BODY + 1, 10_000_000})
  void refusesABodyOfUnknownLengthThatIsTooLarge(int length) {
    HttpResponse<String> response =
        send(
            request("/api/v1/orders")
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(List.of(new byte[length])))));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(calls).hasValue(0);
  }

  @Test
  void checksTheTokenBeforeTheBodyComes() throws IOException {
    try (Client client = new Client()) {
      client.send(POST + "Content-Length: 1000\r\n" + "Expect: 100-continue\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 401 ").contains("Connection: close");
    }
  }

  @Test
  void asksForABodyThatItWants() throws IOException {
    try (Client client = new Client()) {
      client.send(
          authorized(POST)
              + "Content-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readLine()).isEqualTo("HTTP/1.1 100 ");

      client.send("{}");
      assertThat(client.readAll()).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusesAStrangersLargeBodyWithoutReset() {
    HttpResponse<String> response =
        send(
            anonymousRequest("/api/v1/orders")
                .POST(BodyPublishers.ofByteArray(new byte[10_000_000])));

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void keepsTheConnectionWhoseUnwantedBodyWasSmall() throws IOException {
    try (Client client = new Client()) {
      client.send(POST + "Content-Length: 1000\r\n\r\n");
      client.send("x".repeat(1000));
      client.send("GET /actuator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_200, 100_000})
  void refusesHeadersThatAreTooLarge(int length) throws IOException {
    String answer =
        sendRaw("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(length) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("Connection: close");
    assertThat(jsonOf(answer).at("/code").stringValue())
        .isEqualTo("request-header-fields-too-large");
  }

  @Test
  void refusesTooManyHeaders() throws IOException {
    String answer = sendRaw("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(200) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(ints = {8_200, 100_000})
  void refusesAUrlThatIsTooLong(int length) throws IOException {
    String answer = sendRaw("GET /" + "x".repeat(length) + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 414 ");
    assertThat(jsonOf(answer).at("/code").stringValue()).isEqualTo("uri-too-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/orders",
        "GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        POST + "Content-Length: 1000\r\n\r\n",
        POST + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n",
        POST + CHUNKED + "3e8\r\n",
        POST + CHUNKED,
      })
  void cutsOffARequestThatTricklesIn(String begin) throws Exception {
    Instant start = Instant.now();
    try (Client client = new Client()) {
      client.send(authorized(begin));
      client.trickle(begin.endsWith(CHUNKED) ? "1\r\nx\r\n" : "x");

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
      assertThat(client.readAll())
          .startsWith("HTTP/1.1 408 ")
          .contains("Connection: close", "\"code\":\"request-timeout\"");
    }
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1;", "0\r\nX-Trailer: "})
  void cutsOffABodyThatTricklesBetweenItsChunks(String begin) throws Exception {
    Instant start = Instant.now();
    try (Client client = new Client()) {
      client.send(authorized(POST) + CHUNKED + begin);
      client.trickle("x");

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void cutsOffAStrangerWhoseBodyTricklesIn() throws Exception {
    Instant start = Instant.now();
    try (Client client = new Client()) {
      client.send(POST + "Content-Length: 1000\r\n\r\n");
      client.trickle("x");

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
      assertThat(client.readAll()).startsWith("HTTP/1.1 401 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/orders",
        "GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ",
      })
  void closesAConnectionWhoseHeadersStop(String begin) throws IOException {
    try (Client client = new Client()) {
      client.send(begin);

      assertThat(client.readAll()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000\r\n\r\n", CHUNKED + "3e8\r\n"})
  void refusesABodyThatStops(String begin) throws IOException {
    try (Client client = new Client()) {
      client.send(authorized(POST) + begin);

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
    }
    assertThat(calls).hasValue(0);
  }

  private static String authorized(String request) {
    return request.replace("Host: x\r\n", "Host: x\r\n" + AUTHORIZED);
  }

  private final class Client implements AutoCloseable {

    private final Socket socket;

    Client() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port());
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends the text again and again, until the gateway has closed the connection. */
    void trickle(String text) throws InterruptedException {
      try {
        while (true) {
          send(text);
          Thread.sleep(Duration.ofMillis(100)); // the pace of a slow client, nothing is waited for
        }
      } catch (IOException _) {
        // that is it
      }
    }

    String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
        line.append((char) c);
      }
      return line.toString().replace("\r", "");
    }

    /** Whatever came before the connection ended, be it by a reset. */
    String readAll() throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(all);
      } catch (SocketException _) {
        // that is how it ended
      }
      return all.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
