package io.orderstream.requestresponse.notifications;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The SMTP server that takes the mails, as configured under {@code spring.mail}. Connections are
 * kept for later mails.
 */
@Component
final class MailServer {

  private final JavaMailSenderImpl settings;
  private final Deque<Transport> idle = new ConcurrentLinkedDeque<>();

  MailServer(JavaMailSenderImpl settings) {
    this.settings = settings;
  }

  /**
   * Hands a mail to the server.
   *
   * @throws MessagingException if there is no connection, or the server does not take the mail
   */
  void deliver(MimeMessage mail) throws MessagingException {
    Transport connection = connection();
    try {
      connection.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      close(connection);
      throw e;
    }
    idle.addFirst(connection);
  }

  private Transport connection() throws MessagingException {
    Transport kept = idle.pollFirst();
    if (kept != null && kept.isConnected()) {
      return kept;
    }
    Transport connection =
        settings
            .getSession()
            .getTransport(
                Objects.requireNonNullElse(
                    settings.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
    connection.connect(
        settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
    return connection;
  }

  @PreDestroy
  void closeAll() {
    idle.forEach(MailServer::close);
  }

  private static void close(Transport connection) {
    try {
      connection.close();
    } catch (MessagingException e) {
      // the server has hung up already
    }
  }
}
