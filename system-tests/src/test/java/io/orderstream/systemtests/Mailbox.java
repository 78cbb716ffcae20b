package io.orderstream.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the mail server has taken for one address. */
final class Mailbox {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Mailbox(String address) {
    this.address = address;
  }

  record Mail(String messageId, String subject) {}

  List<Mail> mails() throws Exception {
    List<Mail> mails = new ArrayList<>();
    JsonNode page;
    do {
      page = search(mails.size());
      page.path("messages")
          .forEach(
              message ->
                  mails.add(
                      new Mail(
                          message.path("MessageID").asString(),
                          message.path("Subject").asString())));
    } while (!page.path("messages").isEmpty());
    return mails;
  }

  /** The mails' {@code Message-ID}s: a mail that was sent again has the same. */
  Set<String> ids() throws Exception {
    return mails().stream().map(Mail::messageId).collect(Collectors.toSet());
  }

  private JsonNode search(int start) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/search?query=to:%s&start=%d&limit=%d"
                .formatted(Stack.port(8025), address, start, PAGE));
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }
}
