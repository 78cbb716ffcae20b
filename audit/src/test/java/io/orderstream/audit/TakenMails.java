package io.orderstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The list of mails as Mailpit gives it, of one page. */
final class TakenMails implements AutoCloseable {

  private final HttpServer server;
  private final Map<UUID, String> messages = new ConcurrentHashMap<>();

  private TakenMails(HttpServer server) {
    this.server = server;
  }

  static TakenMails none() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TakenMails mails = new TakenMails(server);
    server.createContext("/api/v1/messages", mails::list);
    server.start();
    return mails;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void take(UUID mail) {
    messages.put(
        mail,
        """
        {"MessageID": "%s@example.org", "Created": "%s"}
        """
            .formatted(mail, Instant.now()));
  }

  void lose(UUID mail) {
    messages.remove(mail);
  }

  private void list(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean first = exchange.getRequestURI().getQuery().contains("start=0");
      String list =
          messages.values().stream().collect(Collectors.joining(",", "{\"messages\":[", "]}"));
      byte[] body = (first ? list : "{\"messages\":[]}").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
