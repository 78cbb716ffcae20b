package io.orderstream.localstack.mail;

import io.orderstream.localstack.mail.Mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is in a mail, read as far as it can be understood. */
final class MailContent {

  private final MimeMessage message;
  private String text = "";
  private String html = "";
  private int attachments;

  private MailContent(MimeMessage message) {
    this.message = message;
  }

  /** Reads a mail as it came over SMTP; one that makes no sense is its own text. */
  static MailContent of(byte[] source) {
    try {
      var content = new MailContent(new MimeMessage(null, new ByteArrayInputStream(source)));
      content.read(content.message, source);
      return content;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(Part part, byte[] source) {
    try {
      read(part);
    } catch (MessagingException | IOException _) {
      text = new String(source, StandardCharsets.UTF_8);
    }
  }

  String text() {
    return text;
  }

  String html() {
    return html;
  }

  int attachments() {
    return attachments;
  }

  String messageId() {
    return header("Message-ID").replaceAll("^<|>$", "");
  }

  String subject() {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(header("Subject")));
    } catch (IOException _) {
      return header("Subject");
    }
  }

  List<Address> addresses(String header) {
    try {
      return Arrays.stream(InternetAddress.parseHeader(header(header), false))
          .map(
              address -> new Address(orEmpty(address.getPersonal()), orEmpty(address.getAddress())))
          .toList();
    } catch (AddressException _) {
      return List.of(new Address("", header(header)));
    }
  }

  private String header(String name) {
    try {
      return orEmpty(message.getHeader(name, ", "));
    } catch (MessagingException _) {
      return "";
    }
  }

  private void read(Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (var i = 0; i < parts.getCount(); i++) {
        read(parts.getBodyPart(i));
      }
    } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      attachments++;
    } else if (part.isMimeType("text/html")) {
      html = String.valueOf(part.getContent());
    } else if (part.isMimeType("text/*")) {
      text = String.valueOf(part.getContent());
    } else {
      attachments++;
    }
  }

  private static String orEmpty(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
