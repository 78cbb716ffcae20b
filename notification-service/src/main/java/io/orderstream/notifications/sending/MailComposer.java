package io.orderstream.notifications.sending;

import io.orderstream.notifications.domain.DueMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;

/** Puts a mail into the form in which it travels. */
final class MailComposer {

  /** ASCII only: without SMTPUTF8 any other letter would become part of another address. */
  private static final Pattern BARE_ADDRESS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+");

  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private final InternetAddress from;
  private final MailTemplates templates;
  private final Clock clock;

  MailComposer(InternetAddress from, Clock clock) {
    this.from = from;
    this.templates =
        new MailTemplates(Objects.requireNonNullElse(from.getPersonal(), from.getAddress()));
    this.clock = clock;
  }

  /**
   * The message to hand to the mail server.
   *
   * @throws AddressException if the recipient is no e-mail address
   */
  MimeMessage compose(DueMail mail) throws AddressException {
    InternetAddress to = address(mail.recipient());
    MailText text = templates.write(mail);
    try {
      MimeMessage message = new IdentifiedMessage(mail.id());
      message.setFrom(from);
      message.setRecipient(RecipientType.TO, to);
      message.setSubject(text.subject(), "UTF-8");
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("X-Correlation-Id", mail.correlationId());
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setContent(
          new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
      message.saveChanges();
      return message;
    } catch (MessagingException e) {
      throw new IllegalStateException("cannot compose mail " + mail.id(), e);
    }
  }

  /** One address and nothing else: a header could be smuggled in with whatever else there is. */
  private static InternetAddress address(String recipient) throws AddressException {
    if (!BARE_ADDRESS.matcher(recipient).matches()) {
      throw new AddressException("Not an e-mail address", recipient);
    }
    return new InternetAddress(recipient, true);
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), subtype);
    // otherwise the text is encoded once more, to find out which encoding suits it
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** Bears the same id at every attempt, so that receivers recognise a repetition. */
  private final class IdentifiedMessage extends MimeMessage {

    private final String messageId;

    private IdentifiedMessage(UUID id) {
      super(NO_SESSION);
      String address = from.getAddress();
      this.messageId = "<" + id + address.substring(address.indexOf('@')) + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
