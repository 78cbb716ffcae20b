package io.orderstream.notifications.sending;

import io.orderstream.notifications.sending.Delivery.Result;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The SMTP server that takes the mails, as configured under {@code spring.mail}. */
final class MailServer {

  private static final int SHUTTING_DOWN = 421;
  private static final Duration TRUSTED = Duration.ofSeconds(1);

  private static final ScheduledExecutorService WRITE_LIMITS = writeLimits();

  private final JavaMailSenderImpl settings;
  private final String protocol;

  MailServer(JavaMailSenderImpl settings) {
    this.settings = settings;
    this.protocol =
        Objects.requireNonNullElse(settings.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
    settings
        .getSession()
        .getProperties()
        .put("mail." + protocol + ".executor.writetimeout", WRITE_LIMITS);
  }

  /**
   * Breaks off writes that take too long. Each of them schedules that, and cancels it a moment
   * later; the thread is not woken to see it where something else is to be done before.
   */
  private static ScheduledExecutorService writeLimits() {
    var limits =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mail-write-limits").factory());
    limits.setRemoveOnCancelPolicy(true);
    var _ = limits.scheduleWithFixedDelay(() -> {}, 10, 10, TimeUnit.SECONDS);
    return limits;
  }

  /** A connection for one thread, opened when it is first needed. */
  Connection connection() {
    try {
      return new Connection(settings.getSession().getTransport(protocol));
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException("spring.mail.protocol is unknown", e);
    }
  }

  /** A connection that serves mail after mail, and is renewed when the server has closed it. */
  final class Connection implements AutoCloseable {

    private final Transport transport;
    private long trustedUntil = System.nanoTime();

    private Connection(Transport transport) {
      this.transport = transport;
    }

    /** Hands a mail to the server. Its answer is the result; no answer is one as well. */
    Delivery deliver(MimeMessage message) {
      if (isOpen()) {
        Delivery delivery = handOver(message);
        if (delivery.result() != Result.UNAVAILABLE) {
          return delivery;
        }
        // servers limit how long, or for how many mails, a connection serves
        hangUp();
      }
      try {
        transport.connect(
            settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
      } catch (MessagingException e) {
        return new Delivery(Result.UNAVAILABLE, reason(e));
      }
      return handOver(message);
    }

    /** Asks the server, unless it has just taken a mail: that is a round trip for each mail. */
    private boolean isOpen() {
      return System.nanoTime() - trustedUntil < 0 || transport.isConnected();
    }

    private Delivery handOver(MimeMessage message) {
      trustedUntil = System.nanoTime();
      try {
        transport.sendMessage(message, message.getAllRecipients());
        trustedUntil += TRUSTED.toNanos();
        return Delivery.accepted();
      } catch (MessagingException e) {
        return new Delivery(resultOf(e), reason(e));
      } catch (RuntimeException e) {
        return new Delivery(Result.INTERRUPTED, e.toString());
      }
    }

    @Override
    public void close() {
      hangUp();
    }

    /** The next mail opens it anew. */
    void hangUp() {
      trustedUntil = System.nanoTime();
      try {
        transport.close();
      } catch (MessagingException e) {
        // the server has hung up already
      }
    }
  }

  /** Tells what the server said of this mail from what it said of itself, and of the sender. */
  private static Result resultOf(MessagingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPAddressFailedException refusal) {
        return resultOf(refusal.getReturnCode());
      }
      if (cause instanceof SMTPSendFailedException refusal) {
        return refusal.getCommand().startsWith("MAIL")
            ? Result.UNAVAILABLE
            : resultOf(refusal.getReturnCode());
      }
    }
    return Result.INTERRUPTED;
  }

  private static Result resultOf(int replyCode) {
    if (replyCode >= 500) {
      return Result.REFUSED;
    }
    return replyCode >= 400 && replyCode != SHUTTING_DOWN ? Result.DEFERRED : Result.INTERRUPTED;
  }

  private static String reason(MessagingException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof MessagingException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }
}
