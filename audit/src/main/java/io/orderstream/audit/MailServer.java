package io.orderstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a mail server took, asked by Mailpit's API. */
final class MailServer {

  private static final int PAGE = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The {@code Message-ID} of a mail of ours begins with the mail's id. */
  private static final Pattern MAIL_ID =
      Pattern.compile("<?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})@.*");

  private static final JsonMapper json = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;

  MailServer(URI server) {
    this.server = server;
  }

  /** Writes a row with id and time for each time that a mail of ours was taken. */
  void copyTo(CopyIn rows) throws SQLException, IOException {
    int start = 0;
    JsonNode messages;
    do {
      messages = page(start).path("messages");
      for (JsonNode message : messages) {
        Matcher id = MAIL_ID.matcher(message.path("MessageID").asString(""));
        if (id.matches()) {
          byte[] line =
              (id.group(1) + "\t" + message.path("Created").asString() + "\n").getBytes(UTF_8);
          rows.writeToCopy(line, 0, line.length);
        }
      }
      start += messages.size();
    } while (!messages.isEmpty());
  }

  private JsonNode page(int start) throws IOException {
    URI page = server.resolve("/api/v1/messages?start=%d&limit=%d".formatted(start, PAGE));
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("the mail server answers " + answer.statusCode());
      }
      return json.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
