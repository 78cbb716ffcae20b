package io.orderstream.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A service behind the gateway, on a real port. */
public final class Upstream implements AutoCloseable {

  private static final JsonMapper json = new JsonMapper();

  private final HttpServer server;

  private Upstream(HttpServer server) {
    this.server = server;
  }

  public static Upstream start(HttpHandler handler) {
    return startOn(0, handler);
  }

  public static Upstream startOn(int port, HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", handler);
      server.start();
      return new Upstream(server);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Answers with what the request looks like from here. */
  public static HttpHandler echo(String service) {
    return exchange -> {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, String.join("|", values)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, Object> seen =
          Map.of(
              "service",
              service,
              "method",
              exchange.getRequestMethod(),
              "uri",
              exchange.getRequestURI().toString(),
              "headers",
              headers,
              "body",
              new String(body, UTF_8));
      exchange
          .getResponseHeaders()
          .set("X-Correlation-Id", exchange.getRequestHeaders().getFirst("X-Correlation-Id"));
      answer(exchange, 200, "application/json", json.writeValueAsString(seen));
    };
  }

  public static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
