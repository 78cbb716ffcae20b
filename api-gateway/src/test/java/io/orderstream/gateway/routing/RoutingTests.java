package io.orderstream.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.EchoingServices;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RoutingTests extends EchoingServices {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/orders, orders",
    "/api/v1/orders/7, orders",
    "/api/v1/orders/7/events, orders",
    "/api/v1/orders/7/cancellation, orders",
    "/api/v1/orders/7/notifications, notifications",
    "/api/v1/items, inventory",
    "/api/v1/items/apple/stock-adjustments, inventory",
    "/api/v1/consumers/order-service/dead-letters, orders",
    "/api/v1/consumers/inventory-service/dead-letters/7/replay, inventory",
    "/api/v1/consumers/notification-service/rebuilds, notifications",
  })
  void sendsEachPathToItsService(String path, String service) {
    JsonNode seen = json(get(path));

    assertThat(seen.at("/service").stringValue()).isEqualTo(service);
    assertThat(seen.at("/uri").stringValue()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1",
        "/api/v1/ordersX",
        "/api/v2/orders",
        "/api/v1/consumers/somebody/dead-letters",
        "/actuator/env",
        "/orders/actuator/health",
        "/v3/api-docs",
        "/v3/api-docs/unknown",
      })
  void exposesNothingElse(String path) {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/orders/../../../actuator/health",
        "/api/v1/orders/..;/..;/..;/actuator/health",
        "/api/v1/orders/%2e%2e/%2e%2e/%2e%2e/actuator/health",
        "/api/v1/orders/7;a=b/notifications",
        "/api/v1/orders//7",
        "/api/v1/orders/a%2Fb",
      })
  void refusesPathsThatAServiceCouldReadDifferently(String path) throws IOException {
    String answer = sendRaw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void passesMethodQueryHeadersAndBodyOn() {
    JsonNode seen =
        json(
            send(
                request("/api/v1/items/apple?after=a%26b&limit=5&tag=1&tag=2")
                    .header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", "\"3\"")
                    .header("Idempotency-Key", "k-1")
                    .header("Prefer", "wait=5")
                    .method("PATCH", BodyPublishers.ofString("{\"name\":\"Äpfel\"}"))));

    assertThat(seen.at("/method").stringValue()).isEqualTo("PATCH");
    assertThat(seen.at("/uri").stringValue())
        .isEqualTo("/api/v1/items/apple?after=a%26b&limit=5&tag=1&tag=2");
    assertThat(seen.at("/body").stringValue()).isEqualTo("{\"name\":\"Äpfel\"}");
    JsonNode headers = seen.at("/headers");
    assertThat(headers.at("/Content-type").stringValue()).isEqualTo("application/merge-patch+json");
    assertThat(headers.at("/If-match").stringValue()).isEqualTo("\"3\"");
    assertThat(headers.at("/Idempotency-key").stringValue()).isEqualTo("k-1");
    assertThat(headers.at("/Prefer").stringValue()).isEqualTo("wait=5");
  }

  @Test
  void tellsServicesWhoCalledAndBelievesNoClaimOfTheCaller() {
    HttpResponse<String> response =
        get(
            "/api/v1/orders",
            "X-Forwarded-For",
            "6.6.6.6",
            "X-Forwarded-Host",
            "evil",
            "X-Forwarded-Prefix",
            "/evil",
            "Forwarded",
            "for=6.6.6.6");

    JsonNode headers = json(response).at("/headers");
    assertThat(headers.at("/X-forwarded-for").stringValue()).isEqualTo("127.0.0.1");
    assertThat(headers.at("/X-forwarded-proto").stringValue()).isEqualTo("http");
    assertThat(headers.at("/X-forwarded-host").stringValue())
        .isEqualTo(response.uri().getAuthority());
    assertThat(headers.has("X-forwarded-prefix")).isFalse();
    assertThat(headers.has("Forwarded")).isFalse();
  }

  @Test
  void servesCallersThatNameNoHost() throws IOException {
    String answer =
        sendRaw("GET /api/v1/orders HTTP/1.0\r\n" + AUTHORIZED + "X-Forwarded-Host: evil\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(jsonOf(answer).at("/headers").has("X-forwarded-host")).isFalse();
  }

  @Test
  void continuesTheCallersTrace() {
    String trace = "0af7651916cd43dd8448eb211c80319c";

    String traceparent =
        json(get("/api/v1/orders", "traceparent", "00-" + trace + "-b7ad6b7169203331-01"))
            .at("/headers/Traceparent")
            .stringValue();

    assertThat(traceparent).matches("00-" + trace + "-[0-9a-f]{16}-01");
    assertThat(traceparent).doesNotContain("b7ad6b7169203331");
  }

  @Test
  void beginsATraceWhereTheCallerHasNone() {
    assertThat(json(get("/api/v1/orders")).at("/headers/Traceparent").stringValue())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
  }
}
