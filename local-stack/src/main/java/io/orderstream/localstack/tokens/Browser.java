package io.orderstream.localstack.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a browser a login takes: cookies, forms, and redirects one at a time. */
final class Browser implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final URI origin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .cookieHandler(new CookieManager())
          .build();

  Browser(String origin) {
    this.origin = URI.create(origin);
  }

  /** A page's text. */
  String page(String path) {
    var answer = send(request(path));
    if (answer.statusCode() != 200) {
      throw unexpected(path, answer);
    }
    return answer.body();
  }

  /** Where a page sends its visitor. */
  URI redirect(String path) {
    return target(path, send(request(path)));
  }

  /** Where a form sends who has filled it in. */
  URI redirect(String path, Map<String, String> form) {
    return target(path, submit(path, form));
  }

  HttpResponse<String> submit(String path, Map<String, String> form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  static StackFailure unexpected(String where, HttpResponse<String> answer) {
    return new StackFailure(
        "%s answers HTTP %d: %s"
            .formatted(where, answer.statusCode(), answer.body().lines().findFirst().orElse("")),
        "See what the gateway printed: ./stack logs api-gateway");
  }

  private URI target(String path, HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(origin::resolve)
        .orElseThrow(() -> unexpected(path, answer));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(origin.resolve(path))
        .header("Accept", "text/html, */*;q=0.5")
        .timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException _) {
      throw new StackFailure(
          "Nothing answers at %s.".formatted(origin),
          "Start the stack: ./stack up; or see what runs: ./stack status");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
