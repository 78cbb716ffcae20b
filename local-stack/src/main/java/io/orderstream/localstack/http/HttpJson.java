package io.orderstream.localstack.http;

import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON API of the stack. */
public final class HttpJson implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final List<String> headers;

  /**
   * An API on the loopback address.
   *
   * @param headers of every request: names and values in turn
   */
  public HttpJson(int port, String... headers) {
    this.base = URI.create("http://127.0.0.1:" + port);
    this.headers = List.of(headers);
  }

  /** What came back; the body is a missing node where it is no JSON. */
  public record Answer(int status, JsonNode body) {

    public boolean isSuccess() {
      return status / 100 == 2;
    }

    /** What went wrong, as the API words it. */
    public String problem() {
      return body.path("detail").asString(body.path("title").asString("HTTP " + status));
    }
  }

  public Answer get(String path) {
    return send(request(path));
  }

  /** Posts under a key, so that what is repeated has its effect once. */
  public Answer post(String path, String idempotencyKey, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Posts what may be done twice, or is refused the second time. */
  public Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response =
          client.send(
              request
                  .header("Accept", "application/json, application/problem+json")
                  .timeout(LIMIT)
                  .build(),
              BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException _) {
      throw new StackFailure(
          "Nothing answers at %s.".formatted(base), "See what runs: ./stack status");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException _) {
      return JsonMapper.shared().missingNode();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
