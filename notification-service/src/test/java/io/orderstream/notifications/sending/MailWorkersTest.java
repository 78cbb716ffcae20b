package io.orderstream.notifications.sending;

import static io.orderstream.notifications.domain.SampleMails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.notifications.domain.Mail;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.MailStatus;
import io.orderstream.notifications.domain.MailsAdded;
import io.orderstream.notifications.domain.MailsDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** With a mail server that others made. */
class MailWorkersTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private final Clock clock = Clock.systemUTC();
  private final MailsDatabase database = new MailsDatabase(clock);
  private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final List<MailWorkers> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(MailWorkers::stop);
    smtp.stop();
  }

  @Test
  void sendsWhatWaitsWhenItStarts() throws Exception {
    smtp.start();
    Mail mail = mail("ada@example.org");
    database.add(mail);

    start(smtp.getSmtp().getPort(), NEVER);

    assertThat(smtp.waitForIncomingEmail(10_000, 1)).isTrue();
    MimeMessage arrived = smtp.getReceivedMessages()[0];
    assertThat(arrived.getMessageID()).isEqualTo("<" + mail.id() + "@shop.example>");
    assertThat(arrived.getContentType()).startsWith("multipart/alternative");
    awaitSent(mail);
  }

  @Test
  void sendsManyThatWaitWhenItStarts() throws Exception {
    smtp.start();
    IntStream.range(0, 35).forEach(i -> database.add(mail("customer" + i + "@example.org")));

    start(smtp.getSmtp().getPort(), NEVER);

    await().atMost(Duration.ofSeconds(30)).until(() -> sent() == 35);
  }

  @Test
  void sendsNewMailsWhenItIsWoken() throws Exception {
    smtp.start();
    MailWorkers workers = start(smtp.getSmtp().getPort(), NEVER);

    for (int i = 0; i < 5; i++) {
      Mail mail = mail("ada@example.org");
      database.add(mail);
      workers.wake(new MailsAdded());
      awaitSent(mail);
    }
  }

  @Test
  void sendsTheNextMailOfAnOrderAtOnce() throws Exception {
    smtp.start();
    UUID order = UUID.randomUUID();
    database.add(
        mail(order, 1, MailKind.RECEIVED, "ada@example.org"),
        mail(order, 2, MailKind.CONFIRMED, "ada@example.org"));

    start(smtp.getSmtp().getPort(), NEVER);

    await().atMost(Duration.ofSeconds(30)).until(() -> sent() == 2);
  }

  @Test
  void sendsOtherMailsWhileTheServerLooksAtOneForLong() throws Exception {
    try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
      CountDownLatch looking = new CountDownLatch(1);
      server.replies(
          said -> {
            if (said.startsWith("RCPT TO:<slow")) {
              looking.countDown();
              return ScriptedSmtpServer.SAY_NOTHING;
            }
            return null;
          });
      database.add(mail("slow@example.org"));
      MailWorkers workers = start(server.port(), Duration.ofMillis(50));
      assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
      Mail other = mail("ada@example.org");

      database.add(other);
      workers.wake(new MailsAdded());

      awaitSent(other);
    }
  }

  @Test
  void findsMailsThatOthersStored() throws Exception {
    smtp.start();
    start(smtp.getSmtp().getPort(), Duration.ofMillis(50));
    Mail mail = mail("ada@example.org");

    database.add(mail);

    awaitSent(mail);
  }

  @Test
  void sendsNoMailTwiceHoweverManySendersThereAre() throws Exception {
    smtp.start();
    Mail[] mails =
        IntStream.range(0, 300)
            .mapToObj(i -> mail("customer" + i + "@example.org"))
            .toArray(Mail[]::new);
    database.add(mails);

    start(smtp.getSmtp().getPort(), Duration.ofMillis(20));
    start(smtp.getSmtp().getPort(), Duration.ofMillis(20));

    await().atMost(Duration.ofSeconds(30)).until(() -> sent() == mails.length);
    assertThat(Stream.of(smtp.getReceivedMessages()).map(MailWorkersTest::messageId))
        .doesNotHaveDuplicates()
        .hasSize(300);
  }

  @Test
  void deliversWhenTheMailServerIsBack() throws Exception {
    smtp.start();
    int port = smtp.getSmtp().getPort();
    smtp.stop();
    Mail mail = mail("ada@example.org");
    database.add(mail);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    start(port, Duration.ofMillis(20), meters);
    await().until(() -> meters.find("mails.send").tag("result", "unavailable").timer() != null);

    GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    try {
      back.start();
      awaitSent(mail);
      assertThat(back.getReceivedMessages()).hasSize(1);
    } finally {
      back.stop();
    }
  }

  @Test
  void finishesTheMailUnderWayWhenItStops() throws Exception {
    smtp.start();
    IntStream.range(0, 50).forEach(i -> database.add(mail("customer" + i + "@example.org")));
    MailWorkers workers = start(smtp.getSmtp().getPort(), NEVER);
    smtp.waitForIncomingEmail(10_000, 1);

    workers.stop();

    assertThat(workers.isRunning()).isFalse();
    assertThat(smtp.getReceivedMessages()).hasSize(sent());
  }

  private MailWorkers start(int port, Duration pollInterval) throws MessagingException {
    return start(port, pollInterval, new SimpleMeterRegistry());
  }

  private MailWorkers start(int port, Duration pollInterval, SimpleMeterRegistry meters)
      throws MessagingException {
    SendingProperties settings =
        new SendingProperties(
            new InternetAddress("orders@shop.example"),
            4,
            pollInterval,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofDays(3));
    JavaMailSenderImpl server = new JavaMailSenderImpl();
    server.setHost("127.0.0.1");
    server.setPort(port);
    MailWorkers workers =
        new MailWorkers(
            new SendingMails(
                database.mails,
                new MailComposer(settings.from(), clock),
                settings,
                database.transactions,
                clock,
                meters),
            new MailServer(server),
            settings);
    started.add(workers);
    workers.start();
    return workers;
  }

  private void awaitSent(Mail mail) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> database.only(mail.orderId()).status() == MailStatus.SENT);
  }

  private int sent() {
    return database
        .jdbc
        .sql("select count(*) from mails where status = 'SENT'")
        .query(Integer.class)
        .single();
  }

  private static String messageId(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
