package io.orderstream.requestresponse.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.web.CorrelationFilter;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Puts a mail into the form in which it travels: the product's. */
@Component
class MailComposer {

  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private final InternetAddress from;
  private final MailTemplates templates;
  private final Clock clock;

  MailComposer(MailSettings settings, Clock clock) {
    this.from = settings.from();
    this.templates =
        new MailTemplates(Objects.requireNonNullElse(from.getPersonal(), from.getAddress()));
    this.clock = clock;
  }

  /**
   * The message to hand to the mail server.
   *
   * @throws MessagingException if the customer's address is none
   */
  MimeMessage compose(NotifyCustomer request, NotifyCustomer.Message what)
      throws MessagingException {
    MailText text = templates.write(request, what.kind());
    MimeMessage mail = new MimeMessage(NO_SESSION);
    mail.setFrom(from);
    mail.setRecipient(RecipientType.TO, new InternetAddress(request.order().email(), true));
    mail.setSubject(text.subject(), UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader(CorrelationFilter.HEADER, CorrelationFilter.currentId());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setContent(
        new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
    mail.saveChanges();
    mail.setHeader(
        "Message-ID",
        "<" + what.id() + from.getAddress().substring(from.getAddress().indexOf('@')) + ">");
    return mail;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), subtype);
    return part;
  }
}
