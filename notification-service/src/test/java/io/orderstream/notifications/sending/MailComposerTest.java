package io.orderstream.notifications.sending;

import static io.orderstream.notifications.domain.SampleMails.due;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.notifications.domain.MailKind;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {

  private static final Instant NOW = Instant.parse("2026-03-09T14:06:00Z");

  private final MailComposer composer;

  MailComposerTest() throws AddressException {
    composer =
        new MailComposer(
            new InternetAddress("Corner Shop <orders@shop.example>"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void bearsTheIdOfItsEventAtEveryAttempt() throws Exception {
    MimeMessage first = composer.compose(due(MailKind.CONFIRMED, "ada@example.org"));
    MimeMessage second = composer.compose(due(MailKind.CONFIRMED, "ada@example.org"));

    assertThat(first.getMessageID())
        .isEqualTo("<0195a1b2-0000-7000-8000-00000000000a@shop.example>")
        .isEqualTo(second.getMessageID());
  }

  @Test
  void saysWhoSendsItToWhomAndWhy() throws Exception {
    MimeMessage message = composer.compose(due(MailKind.CONFIRMED, "ada@example.org"));

    assertThat(message.getHeader("From")).containsExactly("Corner Shop <orders@shop.example>");
    assertThat(message.getHeader("To")).containsExactly("ada@example.org");
    assertThat(message.getSubject())
        .isEqualTo("Your order 0195a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b is confirmed");
    assertThat(message.getSentDate()).isEqualTo(NOW);
    assertThat(message.getHeader("X-Correlation-Id")).containsExactly("correlation-1");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void offersPlainTextAndHtmlAsAlternatives() throws Exception {
    MimeMessage message = composer.compose(due(MailKind.REJECTED, "ada@example.org"));

    assertThat(message.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    BodyPart plain = parts.getBodyPart(0);
    assertThat(plain.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(plain.getContent().toString())
        .contains("Mug “Søren” & friends: sold out", "\n\nCorner Shop".strip());
    BodyPart html = parts.getBodyPart(1);
    assertThat(html.getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat(html.getContent().toString()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void travelsAsPlainAscii() throws Exception {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();

    composer.compose(due(MailKind.RECEIVED, "ada@example.org")).writeTo(wire);

    assertThat(wire.toString(StandardCharsets.ISO_8859_1)).matches("[\\x09\\x0A\\x0D\\x20-\\x7E]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org\nX-Smuggled: yes",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "ada@example.org ",
        "ada@exa mple.org",
        "\"a b\"@example.org",
        "ada@@example.org",
        "ada.example.org",
        "ada..l@example.org",
        "@example.org",
        "ada@",
        "",
        "ada\u0000@example.org",
        "šimon@example.org",
        "č@example.org",
        "ada@šport.example"
      })
  void refusesWhatIsNotOneBareAddress(String recipient) {
    assertThatThrownBy(() -> composer.compose(due(MailKind.RECEIVED, recipient)))
        .isInstanceOf(AddressException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada+orders@example.org", "o'neill@mail.example.co.uk", "a@b.io", "ada@localhost"})
  void takesAddressesOfEveryUsualForm(String recipient) throws Exception {
    MimeMessage message = composer.compose(due(MailKind.RECEIVED, recipient));

    assertThat(message.getHeader("To")).containsExactly(recipient);
  }
}
