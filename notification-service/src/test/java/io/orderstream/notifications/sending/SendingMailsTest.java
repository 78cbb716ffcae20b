package io.orderstream.notifications.sending;

import static io.orderstream.notifications.domain.SampleMails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.notifications.domain.Mail;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.MailStatus;
import io.orderstream.notifications.domain.MailsDatabase;
import io.orderstream.notifications.domain.Notification;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingMailsTest {

  private static final MovableClock clock = new MovableClock();
  private static final MailsDatabase database = new MailsDatabase(clock);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScriptedSmtpServer smtp;
  private final SendingMails sendingMails;
  private final MailServer.Connection server;

  SendingMailsTest() throws Exception {
    smtp = new ScriptedSmtpServer();
    server = new MailServer(smtp.settings()).connection();
    SendingProperties settings =
        new SendingProperties(
            new InternetAddress("Shop <orders@shop.example>"),
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofDays(3));
    sendingMails =
        new SendingMails(
            database.mails,
            new MailComposer(settings.from(), clock),
            settings,
            database.transactions,
            clock,
            meters);
  }

  @BeforeEach
  void emptyQueue() {
    database.clear();
  }

  @AfterEach
  void closeServer() throws IOException {
    server.close();
    smtp.close();
  }

  @Test
  void sendsAMailOnce() throws Exception {
    Mail mail = added(mail("ada@example.org"));

    assertThat(sendDue()).isFalse();
    sendDue();

    assertThat(smtp.mails()).hasSize(1);
    assertThat(smtp.mails().getFirst().getMessageID())
        .isEqualTo("<" + mail.id() + "@shop.example>");
    assertThat(notification(mail))
        .isEqualTo(
            new Notification(
                MailKind.RECEIVED,
                "ada@example.org",
                MailStatus.SENT,
                1,
                clock.instant(),
                clock.instant(),
                null));
    assertThat(sends("accepted")).isEqualTo(1);
  }

  @Test
  void sendsTheOldestFirst() throws Exception {
    added(mail("first@example.org"));
    clock.pass(Duration.ofSeconds(1));
    added(mail("second@example.org"));

    sendDue();

    assertThat(smtp.mails().getFirst().getHeader("To")).containsExactly("first@example.org");
  }

  @Test
  void sendsThoseBeforeAndAfterOneThatFailsOnce() throws Exception {
    Mail before = added(mail("before@example.org"));
    clock.pass(Duration.ofSeconds(1));
    Mail failing = added(mail("failing@example.org"));
    clock.pass(Duration.ofSeconds(1));
    Mail after = added(mail("after@example.org"));
    smtp.replies(
        command -> command.contains("failing@example.org") ? ScriptedSmtpServer.HANG_UP : null);

    while (sendDue()) {
      // as a worker does
    }

    assertThat(notification(before).status()).isEqualTo(MailStatus.SENT);
    assertThat(notification(failing).status()).isEqualTo(MailStatus.PENDING);
    smtp.replies(_ -> null);
    clock.pass(Duration.ofMinutes(5));
    while (sendDue()) {
      // as a worker does
    }
    assertThat(notification(failing).status()).isEqualTo(MailStatus.SENT);
    assertThat(notification(after).status()).isEqualTo(MailStatus.SENT);
    assertThat(smtp.mails()).hasSize(3);
  }

  @Test
  void hasNothingToSendToACustomerWithoutAddress() {
    Mail mail = added(mail(null));

    assertThat(sendDue()).isFalse();

    assertThat(notification(mail).status()).isEqualTo(MailStatus.SKIPPED);
  }

  @Test
  void storesTheMailOfAnEventOnce() {
    Mail mail = mail("ada@example.org");
    database.add(mail, mail);
    database.add(mail);

    sendDue();
    sendDue();

    assertThat(smtp.mails()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user",
    "RCPT, 552 5.2.2 mailbox full",
    "DATA, 554 5.5.1 no valid recipients",
    "., 554 5.7.1 looks like spam"
  })
  void failsForGoodWhereTheServerRefusesTheMail(String command, String reply) {
    Mail refused = added(mail("nobody@example.org"));
    smtp.replies(said -> said.startsWith(command) ? reply : null);

    assertThat(sendDue()).isTrue();

    assertThat(notification(refused).status()).isEqualTo(MailStatus.FAILED);
    assertThat(notification(refused).lastError()).isEqualTo(reply);
    clock.pass(Duration.ofDays(1));
    assertThat(sendDue()).isFalse();
    assertThat(sends("refused")).isEqualTo(1);
    assertThat(meters.get("mails.failed").counter().count()).isEqualTo(1);
  }

  @Test
  void failsForGoodWhereTheRecipientIsNoAddress() {
    Mail mail = added(mail("ada@example.org\r\nBcc: eve@example.org"));

    assertThat(sendDue()).isTrue();

    assertThat(notification(mail).status()).isEqualTo(MailStatus.FAILED);
    assertThat(notification(mail).lastError()).isEqualTo("Not an e-mail address");
    assertThat(smtp.connections()).isZero();
  }

  @Test
  void goesOnWithTheSameConnectionAfterARefusal() {
    added(mail("nobody@example.org"));
    clock.pass(Duration.ofSeconds(1));
    Mail good = added(mail("ada@example.org"));
    smtp.replies(said -> said.startsWith("RCPT TO:<nobody") ? "550 no such user" : null);

    sendDue();
    sendDue();

    assertThat(notification(good).status()).isEqualTo(MailStatus.SENT);
    assertThat(smtp.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"RCPT, 450 4.2.0 greylisted", "., 452 4.3.1 no space left"})
  void triesAgainAfterAPauseWhereTheServerPutsTheMailOff(String command, String reply) {
    Mail mail = added(mail("ada@example.org"));
    smtp.replies(said -> said.startsWith(command) ? reply : null);

    assertThat(sendDue()).isTrue();
    assertThat(sendDue()).isFalse();
    assertThat(notification(mail).status()).isEqualTo(MailStatus.PENDING);
    assertThat(notification(mail).attempts()).isEqualTo(1);
    assertThat(notification(mail).lastError()).isEqualTo(reply);

    smtp.replies(_ -> null);
    clock.pass(Duration.ofSeconds(1));
    sendDue();
    assertThat(notification(mail).status()).isEqualTo(MailStatus.SENT);
    assertThat(notification(mail).attempts()).isEqualTo(2);
    assertThat(notification(mail).lastError()).isNull();
  }

  @Test
  void givesUpWhereTheServerPutsTheMailOffForDays() {
    Mail mail = added(mail("ada@example.org"));
    smtp.replies(said -> said.startsWith("RCPT") ? "450 later" : null);

    for (int day = 0; day < 3; day++) {
      sendDue();
      clock.pass(Duration.ofDays(1));
    }
    assertThat(notification(mail).status()).isEqualTo(MailStatus.PENDING);
    clock.pass(Duration.ofSeconds(1));
    sendDue();

    assertThat(notification(mail).status()).isEqualTo(MailStatus.FAILED);
    assertThat(notification(mail).lastError()).isEqualTo("Given up: 450 later");
  }

  @Test
  void leavesEveryMailAsItIsWhileNoServerAnswers() throws Exception {
    Mail first = added(mail("ada@example.org"));
    Mail second = added(mail("bob@example.org"));
    smtp.close();

    for (int hour = 0; hour < 100; hour++) {
      assertThat(sendDue()).isFalse();
      clock.pass(Duration.ofHours(1));
    }

    assertThat(notification(first).status()).isEqualTo(MailStatus.PENDING);
    assertThat(notification(first).attempts()).isZero();
    assertThat(notification(second).status()).isEqualTo(MailStatus.PENDING);
    assertThat(sends("unavailable")).isEqualTo(100);
  }

  @Test
  void callsNobodyElseForManyMailsUntilTheServerWorks() throws Exception {
    IntStream.range(0, 20).forEach(i -> added(mail("customer" + i + "@example.org")));
    AtomicInteger calls = new AtomicInteger();
    smtp.replies(said -> said.equals("connect") ? "421 not now" : null);
    sendingMails.sendDue(server, calls::incrementAndGet);
    int callsUntilThen = calls.get();

    assertThat(sendingMails.sendDue(server, calls::incrementAndGet)).isFalse();
    assertThat(calls).hasValue(callsUntilThen);

    smtp.replies(_ -> null);
    clock.pass(Duration.ofMinutes(5));
    assertThat(sendingMails.sendDue(server, calls::incrementAndGet)).isTrue();
    assertThat(smtp.mails()).hasSize(10);
  }

  @Test
  void goesOnWithWhatWasLeftBehindASlowServer() {
    IntStream.range(0, 5).forEach(i -> added(mail("customer" + i + "@example.org")));
    smtp.replies(
        said -> {
          if (said.startsWith("MAIL")) {
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
          }
          return null;
        });

    assertThat(sendDue()).isTrue();

    assertThat(smtp.mails()).hasSizeLessThan(5);
  }

  @Test
  void triesADeadServerRarely() throws Exception {
    added(mail("ada@example.org"));
    smtp.close();

    for (int second = 0; second < 3600; second++) {
      sendDue();
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(sends("unavailable")).isBetween(15L, 35L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect|554 no service",
        "connect|421 too many connections",
        "MAIL|550 5.7.1 sender not allowed",
        "MAIL|530 5.7.0 authentication required",
        "MAIL|452 4.3.1 no space left"
      })
  void blamesNoMailForWhatTheServerSaysOfItselfOrTheSender(String scripted) {
    String[] commandAndReply = scripted.split("\\|", 2);
    Mail mail = added(mail("ada@example.org"));
    smtp.replies(said -> said.startsWith(commandAndReply[0]) ? commandAndReply[1] : null);

    assertThat(sendDue()).isFalse();
    assertThat(notification(mail).status()).isEqualTo(MailStatus.PENDING);
    assertThat(notification(mail).attempts()).isZero();

    smtp.replies(_ -> null);
    clock.pass(Duration.ofSeconds(1));
    sendDue();
    assertThat(notification(mail).status()).isEqualTo(MailStatus.SENT);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, hang up",
    "., hang up",
    "., say nothing",
    "RCPT, 421 shutting down",
    "., 421 shutting down"
  })
  void pausesAndLetsOthersGoFirstWhereTheConnectionBreaks(String command, String reply) {
    Mail unlucky = added(mail("ada@example.org"));
    smtp.replies(said -> said.startsWith(command) ? reply : null);

    assertThat(sendDue()).isFalse();
    assertThat(notification(unlucky).status()).isEqualTo(MailStatus.PENDING);
    assertThat(notification(unlucky).attempts()).isEqualTo(1);
    assertThat(notification(unlucky).lastError()).isNotBlank();
    assertThat(sends("interrupted")).isEqualTo(1);

    smtp.replies(_ -> null);
    clock.pass(Duration.ofSeconds(1));
    sendDue();
    assertThat(notification(unlucky).status()).isEqualTo(MailStatus.SENT);
  }

  @Test
  void opensANewConnectionWhereTheServerHasHadEnoughOfTheOldOne() {
    added(mail("ada@example.org"));
    sendDue();
    added(mail("bob@example.org"));
    smtp.replies(
        said -> said.startsWith("MAIL") && smtp.connections() == 1 ? "421 enough for now" : null);

    sendDue();

    assertThat(smtp.mails()).hasSize(2);
    assertThat(smtp.connections()).isEqualTo(2);
  }

  @Test
  void sendsTheMailsOfAnOrderInTheirOrder() {
    UUID order = UUID.randomUUID();
    Mail confirmed = mail(order, 2, MailKind.CONFIRMED, "ada@example.org");
    Mail received = mail(order, 1, MailKind.RECEIVED, "ada@example.org");
    database.add(confirmed, received);

    assertThat(sendDue()).isTrue();

    assertThat(database.mails.about(order))
        .extracting(Notification::status)
        .containsExactly(MailStatus.SENT, MailStatus.PENDING);
  }

  @Test
  void holdsBackTheLaterMailsOfAnOrderWhileAnEarlierOneIsPutOff() {
    UUID order = UUID.randomUUID();
    database.add(
        mail(order, 1, MailKind.RECEIVED, "ada@example.org"),
        mail(order, 2, MailKind.CONFIRMED, "ada@example.org"));
    smtp.replies(said -> said.startsWith("RCPT") ? "450 later" : null);
    sendDue();
    database.add(mail(order, 3, MailKind.CANCELLED, "ada@example.org"));
    smtp.replies(_ -> null);

    assertThat(sendDue()).isFalse();

    clock.pass(Duration.ofSeconds(1));
    assertThat(sendDue()).isTrue();
    assertThat(sendDue()).isTrue();
    assertThat(sendDue()).isFalse();
    assertThat(database.mails.about(order))
        .extracting(Notification::kind, Notification::status, Notification::attempts)
        .containsExactly(
            tuple(MailKind.RECEIVED, MailStatus.SENT, 2),
            tuple(MailKind.CONFIRMED, MailStatus.SENT, 1),
            tuple(MailKind.CANCELLED, MailStatus.SENT, 1));
  }

  @Test
  void leavesAMailThatAnotherSenderHasLocked() {
    Mail locked = added(mail("ada@example.org"));

    database.transactions.executeWithoutResult(
        _ -> {
          assertThat(database.mails.lockNextDue(1)).hasSize(1);
          assertThat(CompletableFuture.supplyAsync(this::sendDue).join()).isFalse();
        });

    sendDue();
    assertThat(notification(locked).status()).isEqualTo(MailStatus.SENT);
  }

  private Mail added(Mail mail) {
    database.add(mail);
    return mail;
  }

  private boolean sendDue() {
    return sendingMails.sendDue(server, () -> {});
  }

  private Notification notification(Mail mail) {
    return database.only(mail.orderId());
  }

  private long sends(String result) {
    return meters.get("mails.send").tag("result", result).timer().count();
  }
}
