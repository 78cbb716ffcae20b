package io.orderstream.notifications.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderstream.messaging.correlation.Correlation;
import io.orderstream.notifications.domain.DueMail;
import io.orderstream.notifications.domain.Mails;
import io.orderstream.notifications.sending.Delivery.Result;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends mails that are due, a few in a transaction.
 *
 * <p>The transaction keeps the mails locked while they are handed to the server, so no other worker
 * or instance can send them too, and a process that dies leaves no lock behind. A mail is sent
 * twice only if the process dies, or the connection breaks, after the server has taken the mail and
 * before that is known and committed. Receivers can tell by the message id, which stays the same.
 */
final class SendingMails {

  /** How many mails one transaction sends, and a process that dies sends again, at most. */
  private static final int MOST_AT_ONCE = 10;

  /** After so long a transaction sends no further mail: the server is slow. */
  private static final Duration LONGEST = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(SendingMails.class);

  private final Mails mails;
  private final MailComposer composer;
  private final Backoff backoff;
  private final Duration giveUpAfter;
  private final Outage outage;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Counter failed;

  SendingMails(
      Mails mails,
      MailComposer composer,
      SendingProperties settings,
      TransactionOperations transactions,
      Clock clock,
      MeterRegistry meters) {
    this.mails = mails;
    this.composer = composer;
    this.backoff = settings.backoff();
    this.giveUpAfter = settings.giveUpAfter();
    this.outage = new Outage(backoff, clock);
    this.transactions = transactions;
    this.clock = clock;
    this.meters = meters;
    this.failed =
        Counter.builder("mails.failed")
            .description("Mails that will never be sent: refused for good, or given up")
            .register(meters);
  }

  /**
   * Sends the mails that have been due for the longest time.
   *
   * @param manyDue called first where there may be more than are sent here, and the server works
   * @return whether mails can be due that no look has found, or that were left: look again
   */
  boolean sendDue(MailServer.Connection server, Runnable manyDue) {
    return transactions.execute(
        _ -> {
          boolean lasted = outage.lasts();
          List<DueMail> due = mails.lockNextDue(MOST_AT_ONCE);
          boolean many = due.size() == MOST_AT_ONCE;
          if (many && !lasted) {
            manyDue.run();
          }
          boolean lookAgain = send(due, server);
          return lookAgain || (many && lasted && !outage.lasts());
        });
  }

  private boolean send(List<DueMail> due, MailServer.Connection server) {
    long begin = System.nanoTime();
    List<UUID> accepted = new ArrayList<>(due.size());
    boolean lookAgain = false;
    boolean serverWorks = true;
    for (DueMail mail : due) {
      if (System.nanoTime() - begin > LONGEST.toNanos()) {
        lookAgain = true;
        break;
      }
      Result result = outage.admits() ? send(mail, server) : Result.UNAVAILABLE;
      serverWorks = result.serverWorks();
      if (!serverWorks) {
        break;
      }
      if (result == Result.ACCEPTED) {
        accepted.add(mail.id());
      } else {
        lookAgain = true;
      }
    }
    if (!accepted.isEmpty()) {
      lookAgain |= mails.sent(accepted);
    }
    return lookAgain && serverWorks;
  }

  private Result send(DueMail mail, MailServer.Connection server) {
    try (var _ = Correlation.open(mail.correlationId(), mail.id().toString())) {
      MimeMessage message = compose(mail);
      if (message == null) {
        return Result.REFUSED;
      }
      Delivery delivery = deliver(message, server);
      record(mail, delivery);
      watch(delivery);
      return delivery.result();
    }
  }

  private @Nullable MimeMessage compose(DueMail mail) {
    try {
      return composer.compose(mail);
    } catch (AddressException e) {
      fail(mail, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("Mail {} cannot be composed", mail.id(), e);
      defer(mail, "cannot be composed");
    }
    return null;
  }

  private Delivery deliver(MimeMessage message, MailServer.Connection server) {
    Timer.Sample sample = Timer.start(meters);
    Delivery delivery = server.deliver(message);
    sample.stop(
        Timer.builder("mails.send")
            .description("Handing mails to the mail server")
            .tag("result", delivery.result().name().toLowerCase(Locale.ROOT))
            .register(meters));
    return delivery;
  }

  private void record(DueMail mail, Delivery delivery) {
    switch (delivery.result()) {
      case REFUSED -> fail(mail, delivery.reason());
      case DEFERRED, INTERRUPTED -> defer(mail, delivery.reason());
      case ACCEPTED, UNAVAILABLE -> {
        // noted with others of the batch; or it was not this mail's turn, and it stays the next one
      }
    }
  }

  private void defer(DueMail mail, String reason) {
    if (mail.createdAt().plus(giveUpAfter).isBefore(clock.instant())) {
      fail(mail, "Given up: " + reason);
    } else {
      log.info("Mail {} is put off: {}", mail.id(), reason);
      mails.deferred(mail, reason, backoff.after(mail.attempts() + 1));
    }
  }

  private void fail(DueMail mail, String reason) {
    log.warn("Mail {} cannot be sent: {}", mail.id(), reason);
    mails.failed(mail.id(), reason);
    failed.increment();
  }

  private void watch(Delivery delivery) {
    if (delivery.result().serverWorks()) {
      if (outage.end()) {
        log.info("The mail server works again");
      }
    } else if (outage.begin()) {
      log.warn("The mail server does not work, mails wait: {}", delivery.reason());
    }
  }
}
