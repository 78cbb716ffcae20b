package io.orderstream.localstack.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows the mails over HTTP: the part of Mailpit's API that the platform uses, and pages for
 * people.
 */
final class MailApi {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  private final Mailbox mailbox;
  private final MailpitJson json = new MailpitJson();
  private final MailPages pages = new MailPages();
  private final HttpServer server;

  /**
   * An API on the loopback address.
   *
   * @param port 0 for any free one
   */
  MailApi(Mailbox mailbox, int port) throws IOException {
    this.mailbox = mailbox;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
  }

  void start() {
    server.start();
  }

  void stop() {
    server.stop(0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private record Answer(int status, String type, String body) {
    static Answer ok(String type, String body) {
      return new Answer(200, type, body);
    }

    static Answer problem(int status, String text) {
      return new Answer(status, TEXT, text);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type);
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'");
      var body = answer.body.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var parameters = parameters(exchange.getRequestURI().getRawQuery());
    try {
      return switch (exchange.getRequestMethod() + " " + resource(path)) {
        case "GET /" -> page(parameters);
        case "GET /view/" -> view(lastPart(path));
        case "GET /api/v1/messages" -> list(parameters, _ -> true);
        case "GET /api/v1/search" -> list(parameters, query(parameters));
        case "GET /api/v1/message/" -> message(lastPart(path));
        case "DELETE /api/v1/messages" -> delete(exchange.getRequestBody().readAllBytes());
        default -> Answer.problem(404, "Not found");
      };
    } catch (IllegalArgumentException e) {
      return Answer.problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer list(Map<String, String> parameters, Predicate<Mail> condition) {
    var total = mailbox.size();
    var matching = mailbox.newest(condition);
    var start = number(parameters, "start", 0);
    var limit = number(parameters, "limit", 50);
    return Answer.ok(JSON, json.list(total, matching, start, limit).toString());
  }

  private Answer message(String id) {
    var mail = mailbox.find(id);
    var content = mailbox.content(id);
    if (mail.isEmpty() || content.isEmpty()) {
      return Answer.problem(404, "message not found");
    }
    return Answer.ok(JSON, json.message(mail.get(), content.get()).toString());
  }

  private Answer delete(byte[] body) {
    var ids = json.ids(body);
    if (ids.isEmpty()) {
      mailbox.deleteAll();
    } else {
      mailbox.delete(ids);
    }
    return Answer.ok(TEXT, "ok");
  }

  private Answer page(Map<String, String> parameters) {
    var to = parameters.getOrDefault("to", "");
    return Answer.ok(HTML, pages.list(mailbox.newest(sentTo(to)), to));
  }

  private Answer view(String id) {
    var mail = mailbox.find(id);
    var content = mailbox.content(id);
    if (mail.isEmpty() || content.isEmpty()) {
      return Answer.problem(404, "There is no such mail.");
    }
    return Answer.ok(HTML, pages.view(mail.get(), content.get()));
  }

  private static Predicate<Mail> query(Map<String, String> parameters) {
    var query = parameters.getOrDefault("query", "").strip();
    if (!query.startsWith("to:")) {
      throw new IllegalArgumentException("Only queries of the form to:address are understood.");
    }
    return sentTo(query.substring("to:".length()).replace("\"", ""));
  }

  private static Predicate<Mail> sentTo(String address) {
    var wanted = address.toLowerCase(Locale.ROOT);
    return mail ->
        mail.recipients()
            .anyMatch(recipient -> recipient.address().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static String resource(String path) {
    return Stream.of("/view/", "/api/v1/message/")
        .filter(prefix -> path.startsWith(prefix) && path.length() > prefix.length())
        .findFirst()
        .orElse(path);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static int number(Map<String, String> parameters, String name, int otherwise) {
    var text = parameters.get(name);
    return text == null ? otherwise : Math.max(0, Integer.parseInt(text));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    if (query == null) {
      return Map.of();
    }
    return Stream.of(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "",
                (_, last) -> last));
  }
}
