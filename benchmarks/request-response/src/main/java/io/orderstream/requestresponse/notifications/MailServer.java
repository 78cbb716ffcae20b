package io.orderstream.requestresponse.notifications;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketException;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The SMTP server that takes the mails, as configured under {@code spring.mail}. Connections are
 * kept for later mails.
 */
@Component
final class MailServer {

  /** After so long without a mail a connection is asked whether it still works: a round trip. */
  private static final Duration TRUSTED = Duration.ofSeconds(1);

  private final JavaMailSenderImpl settings;
  private final Deque<Kept> kept = new ConcurrentLinkedDeque<>();

  MailServer(JavaMailSenderImpl settings) {
    this.settings = settings;
  }

  /** A connection for one thread, taken or opened when it is first needed. */
  Connection connection() {
    return new Connection();
  }

  @PreDestroy
  void closeAll() {
    kept.forEach(connection -> close(connection.transport));
  }

  /** A connection for some mails in a row. Closing it keeps it for those who come later. */
  final class Connection implements AutoCloseable {

    private @Nullable Transport transport;

    private Connection() {}

    /**
     * Hands a mail to the server.
     *
     * @throws MessagingException if there is no connection, or the server does not take the mail
     */
    void deliver(MimeMessage mail) throws MessagingException {
      Transport used = transport == null ? takeKept() : transport;
      if (used != null) {
        try {
          handOver(mail, used);
          return;
        } catch (MessagingException e) {
          if (!hungUp(e)) {
            throw e;
          }
          // servers limit how long, or for how many mails, a connection serves
        }
      }
      handOver(mail, open());
    }

    private void handOver(MimeMessage mail, Transport connected) throws MessagingException {
      transport = null;
      try {
        connected.sendMessage(mail, mail.getAllRecipients());
      } catch (MessagingException e) {
        MailServer.close(connected);
        throw e;
      }
      transport = connected;
    }

    @Override
    public void close() {
      if (transport != null) {
        kept.addFirst(new Kept(transport, System.nanoTime()));
      }
    }
  }

  /** Where it is not known whether the mail arrived, it is sent twice rather than never. */
  private static boolean hungUp(MessagingException failure) {
    return failure instanceof SMTPSendFailedException refusal
        ? refusal.getCommand().startsWith("MAIL")
        : failure.getCause() instanceof SocketException;
  }

  private @Nullable Transport takeKept() {
    Kept latest = kept.pollFirst();
    return latest != null && latest.works() ? latest.transport : null;
  }

  private Transport open() throws MessagingException {
    Transport transport =
        settings
            .getSession()
            .getTransport(
                Objects.requireNonNullElse(
                    settings.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
    transport.connect(
        settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
    return transport;
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // the server has hung up already
    }
  }

  /** A connection that nobody uses at present. */
  private record Kept(Transport transport, long since) {

    private boolean works() {
      return System.nanoTime() - since < TRUSTED.toNanos() || transport.isConnected();
    }
  }
}
