package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform as its operators see it. */
final class Platform {

  private static final HttpClient http = HttpClient.newHttpClient();

  private Platform() {}

  /** Waits until all events are published and dealt with, and no mail is left to be sent. */
  static void awaitDrained() throws Exception {
    awaitZero(8081, "outbox_pending");
    Events orders = new Events(Topics.ORDER_EVENTS);
    orders.awaitConsumedBy("inventory-service");
    orders.awaitConsumedBy("notification-service");
    awaitZero(8082, "outbox_pending");
    awaitZero(8083, "mails_pending");
  }

  private static void awaitZero(int port, String gauge) {
    Waiting.until(() -> assertThat(gauge(port, gauge)).isZero());
  }

  /**
   * Nothing was put aside; and the audit of the whole platform, with every order in it, is clean.
   */
  static void assertEverythingAddsUp() throws Exception {
    for (int port : List.of(8081, 8082, 8083)) {
      assertThat(gauge(port, "dead_letters_waiting")).isZero();
    }
    assertThat(Stack.run("audit", "--settling-time", "0"))
        .contains("Everything adds up.")
        .doesNotContain("too recently");
  }

  private static double gauge(int port, String name) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(Stack.port(port))));
    Api.as("ops").authorize(request);
    String metrics = http.send(request.build(), BodyHandlers.ofString()).body();
    Matcher value = Pattern.compile("(?m)^" + name + "(?:\\{.*})? (.*)$").matcher(metrics);
    assertThat(value.find()).as(name).isTrue();
    return Double.parseDouble(value.group(1));
  }
}
