package io.orderstream.gateway;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.orderstream.testing.TestIssuer;
import io.orderstream.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real gateway on a random port, and what a caller does with it: one who may do everything,
 * unless a test says otherwise.
 */
@SpringBootTest(webEnvironment = RANDOM_PORT)
@Import({PathsForTests.class, TestIssuer.class})
@TestPropertySource(
    properties = {
      "gateway.rate-limits.strangers.per-second=1000000",
      "gateway.rate-limits.strangers.burst=1000000",
      // What test-support brings along for the services.
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration,"
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
          + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    })
public abstract class RunningGateway {

  private static final String TOKEN = Tokens.of("tests", "orders:any", "items", "ops");

  /** The header's line, for {@link #sendRaw}. */
  protected static final String AUTHORIZED = "Authorization: Bearer " + TOKEN + "\r\n";

  private static final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper json = new JsonMapper();

  @LocalServerPort private int port;

  protected final int port() {
    return port;
  }

  protected final HttpRequest.Builder request(String path) {
    return anonymousRequest(path).header("Authorization", "Bearer " + TOKEN);
  }

  protected final HttpRequest.Builder anonymousRequest(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  protected final HttpResponse<String> getAs(String token, String path) {
    return send(anonymousRequest(path).header("Authorization", "Bearer " + token));
  }

  protected final HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  protected final HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  protected static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  protected static <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends the bytes as they are and reads until the gateway closes the connection. */
  protected final String sendRaw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  protected static JsonNode json(HttpResponse<String> response) {
    return json.readTree(response.body());
  }

  protected static JsonNode jsonOf(String rawResponse) {
    return json.readTree(rawResponse.substring(rawResponse.indexOf("\r\n\r\n") + 4));
  }

  protected static String header(HttpResponse<?> response, String name) {
    return String.join("|", response.headers().allValues(name));
  }
}
