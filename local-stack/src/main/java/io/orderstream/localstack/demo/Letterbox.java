package io.orderstream.localstack.demo;

import io.orderstream.localstack.http.HttpJson;
import java.time.Instant;
import java.util.List;

/** The mails that came to one customer. */
public final class Letterbox implements AutoCloseable {

  private final HttpJson sink;
  private final String address;

  public Letterbox(int mailApiPort, String address) {
    this.sink = new HttpJson(mailApiPort);
    this.address = address;
  }

  /** A mail in short. */
  public record Letter(Instant time, String subject) {}

  /** All mails so far, oldest first. */
  public List<Letter> letters() {
    return sink.get("/api/v1/search?limit=100&query=to:" + address)
        .body()
        .path("messages")
        .valueStream()
        .map(
            mail ->
                new Letter(
                    Instant.parse(mail.path("Created").asString()),
                    mail.path("Subject").asString()))
        .toList()
        .reversed();
  }

  @Override
  public void close() {
    sink.close();
  }
}
