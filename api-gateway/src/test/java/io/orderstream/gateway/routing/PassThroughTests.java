package io.orderstream.gateway.routing;

import static io.orderstream.gateway.Upstream.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.orderstream.gateway.RunningGateway;
import io.orderstream.gateway.Upstream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a service answers reaches the caller as it is. */
class PassThroughTests extends RunningGateway {

  private static final String PROBLEM =
      """
      {"type":"urn:orderstream:problem:price-changed","status":409,"code":"price-changed"}""";

  private static final Upstream service = Upstream.start(PassThroughTests::serve);

  private static void serve(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/api/v1/orders" -> {
        exchange.getResponseHeaders().set("Location", "/api/v1/orders/7");
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.getResponseHeaders().add("Link", "</a>; rel=\"next\"");
        exchange.getResponseHeaders().add("Link", "</b>; rel=\"prev\"");
        answer(exchange, 201, "application/json", "{\"id\":\"7\"}");
      }
      case "/api/v1/orders/problem" -> answer(exchange, 409, "application/problem+json", PROBLEM);
      case "/api/v1/orders/failure" -> answer(exchange, 500, "text/plain", "of the service");
      case "/api/v1/orders/bare" -> answer(exchange, 404, "text/plain", "");
      case "/api/v1/orders/unchanged" -> {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        answer(exchange, 304, "application/json", "");
      }
      case "/api/v1/orders/elsewhere" -> {
        exchange.getResponseHeaders().set("Location", "/api/v1/orders/7");
        answer(exchange, 303, "text/plain", "");
      }
      case "/api/v1/orders/zipped" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (GZIPOutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
          body.write("{}".getBytes(UTF_8));
        }
      }
      default -> answer(exchange, 404, "text/plain", "?");
    }
  }

  @DynamicPropertySource
  static void urls(DynamicPropertyRegistry properties) {
    properties.add("gateway.services.orders", service::url);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void keepsStatusHeadersAndBody() {
    HttpResponse<String> response = post("/api/v1/orders", "{}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(header(response, "Location")).isEqualTo("/api/v1/orders/7");
    assertThat(header(response, "ETag")).isEqualTo("\"1\"");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    assertThat(header(response, "Content-Length")).isEqualTo("10");
    assertThat(response.headers().allValues("Link"))
        .containsExactly("</a>; rel=\"next\"", "</b>; rel=\"prev\"");
    assertThat(response.body()).isEqualTo("{\"id\":\"7\"}");
  }

  @Test
  void keepsTheServicesProblems() {
    HttpResponse<String> response = get("/api/v1/orders/problem");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.body()).isEqualTo(PROBLEM);
  }

  @Test
  void keepsTheServicesFailures() {
    HttpResponse<String> response = get("/api/v1/orders/failure");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("of the service");
  }

  @Test
  void addsNoBodyToAnErrorThatHasNone() {
    HttpResponse<String> response = get("/api/v1/orders/bare");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void keepsNotModified() {
    HttpResponse<String> response = get("/api/v1/orders/unchanged", "If-None-Match", "\"1\"");

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(header(response, "ETag")).isEqualTo("\"1\"");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void leavesRedirectsToTheCaller() {
    HttpResponse<String> response = get("/api/v1/orders/elsewhere");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(header(response, "Location")).isEqualTo("/api/v1/orders/7");
  }

  @Test
  void keepsCompressedBodies() throws IOException {
    HttpResponse<byte[]> response =
        send(
            request("/api/v1/orders/zipped").header("Accept-Encoding", "gzip"),
            BodyHandlers.ofByteArray());

    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    ByteArrayOutputStream unzipped = new ByteArrayOutputStream();
    new GZIPInputStream(new ByteArrayInputStream(response.body())).transferTo(unzipped);
    assertThat(unzipped).hasToString("{}");
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<String> response =
        send(request("/api/v1/orders/problem").method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).isEmpty();
  }
}
