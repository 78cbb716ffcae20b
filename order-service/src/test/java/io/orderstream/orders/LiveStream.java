package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events, as a browser does. */
final class LiveStream implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpResponse<Stream<String>> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final Thread reading;

  private LiveStream(URI uri, String token, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    response = http.send(request.build(), BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    reading = Thread.ofVirtual().start(this::read);
  }

  /** Connects, and waits for the response's headers. */
  static LiveStream open(URI uri, String token, String... headers) {
    try {
      return new LiveStream(uri, token, headers);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    List<String> frame = new ArrayList<>();
    try {
      response.body().forEach(line -> read(line, frame));
    } catch (UncheckedIOException _) {
      // closed
    }
  }

  private void read(String line, List<String> frame) {
    if (line.startsWith(":") || line.startsWith("retry: ")) {
      comments.add(line);
    } else if (!line.isEmpty()) {
      frame.add(line);
    } else if (!frame.isEmpty()) {
      events.add(Event.of(frame));
      frame.clear();
    }
  }

  HttpResponse<?> response() {
    return response;
  }

  /** The events so far, as soon as there are so many. */
  List<Event> events(int count) {
    await().untilAsserted(() -> assertThat(events).hasSizeGreaterThanOrEqualTo(count));
    return List.copyOf(events);
  }

  /** All events, when the server has ended the stream. */
  List<Event> untilEnd() {
    await().until(() -> !reading.isAlive());
    return List.copyOf(events);
  }

  List<String> comments() {
    return comments;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** A server-sent event. */
  record Event(int id, JsonNode data) {

    private static Event of(List<String> frame) {
      assertThat(frame).hasSize(2);
      assertThat(frame.get(0)).startsWith("id: ");
      assertThat(frame.get(1)).startsWith("data: ");
      return new Event(
          Integer.parseInt(frame.get(0).substring(4)),
          JsonMapper.shared().readTree(frame.get(1).substring(6)));
    }

    String status() {
      return data.get("status").stringValue();
    }
  }
}
