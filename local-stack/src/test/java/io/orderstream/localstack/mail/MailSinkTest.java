package io.orderstream.localstack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailSinkTest {

  private static final int KEPT = 3;

  private final HttpClient client = HttpClient.newHttpClient();
  private SmtpListener smtp;
  private MailApi api;

  @BeforeEach
  void start() throws IOException {
    var mailbox = new Mailbox(KEPT, 1 << 20);
    smtp = new SmtpListener(mailbox, 0);
    api = new MailApi(mailbox, 0);
    smtp.start();
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop();
    smtp.stop();
    client.close();
  }

  @Test
  void showsAMailWithItsTextAndHtml() throws Exception {
    send("ada@example.com", "Grüße ☕");

    var listed = json("/api/v1/messages").path("messages").path(0);
    assertThat(listed.path("Subject").asString()).isEqualTo("Grüße ☕");
    assertThat(listed.path("MessageID").asString()).isEqualTo("event-1@orderstream");
    assertThat(listed.path("From").path("Name").asString()).isEqualTo("Shop");

    var mail = json("/api/v1/message/" + listed.path("ID").asString());
    assertThat(mail.path("To").path(0).path("Address").asString()).isEqualTo("ada@example.com");
    assertThat(mail.path("Text").asString()).isEqualTo("Hallo Ädä");
    assertThat(mail.path("HTML").asString()).isEqualTo("<p>Hallo</p>");
  }

  @Test
  void findsMailsByRecipient() throws Exception {
    send("ada@example.com", "one");
    send("grace@example.com", "two");

    var found = json("/api/v1/search?query=to:grace@example.com");

    assertThat(found.path("messages_count").asInt()).isEqualTo(1);
    assertThat(found.path("messages").path(0).path("Subject").asString()).isEqualTo("two");
  }

  @Test
  void pagesFromTheNewestOn() throws Exception {
    send("a@example.com", "one");
    send("a@example.com", "two");
    send("a@example.com", "three");

    var page = json("/api/v1/messages?start=1&limit=1");

    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(page.path("messages").size()).isEqualTo(1);
    assertThat(page.path("messages").path(0).path("Subject").asString()).isEqualTo("two");
  }

  @Test
  void forgetsTheOldestWhenItIsFull() throws Exception {
    for (var i = 0; i < KEPT + 2; i++) {
      send("a@example.com", "mail " + i);
    }

    var mails = json("/api/v1/messages");

    assertThat(mails.path("total").asInt()).isEqualTo(KEPT);
    assertThat(mails.path("messages").path(KEPT - 1).path("Subject").asString())
        .isEqualTo("mail 2");
  }

  @Test
  void forgetsAllWhenTold() throws Exception {
    send("a@example.com", "one");

    assertThat(send(HttpRequest.newBuilder(uri("/api/v1/messages")).DELETE()).body())
        .isEqualTo("ok");
    assertThat(json("/api/v1/messages").path("total").asInt()).isZero();
  }

  @Test
  void showsPagesThatRunNothingOfAMail() throws Exception {
    send("a@example.com", "<script>alert(1)</script>");

    var page = send(HttpRequest.newBuilder(uri("/")));

    assertThat(page.body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void answersWhatItDoesNotUnderstand() throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri("/api/v1/search?query=is:read"))).statusCode())
        .isEqualTo(400);
    assertThat(send(HttpRequest.newBuilder(uri("/api/v1/message/none"))).statusCode())
        .isEqualTo(404);
  }

  private void send(String to, String subject) throws MessagingException {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
    var message =
        new MimeMessage(Session.getInstance(properties)) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<event-1@orderstream>");
          }
        };
    message.setFrom("Shop <shop@example.com>");
    message.setRecipients(RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    var text = new MimeBodyPart();
    text.setText("Hallo Ädä", "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<p>Hallo</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(send(HttpRequest.newBuilder(uri(path))).body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(api.port(), path));
  }
}
