package io.orderstream.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailsTest {

  private static final Instant NOW = Instant.parse("2026-03-09T14:05:09Z");
  private static final MailsDatabase database = new MailsDatabase(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void emptyQueue() {
    database.clear();
  }

  @Test
  void givesBackWhatWasStored() {
    Mail mail = SampleMails.mail("ada@example.org");

    database.add(mail);

    assertThat(database.mails.lockNextDue(1))
        .contains(
            new DueMail(
                mail.id(),
                mail.orderId(),
                mail.kind(),
                "ada@example.org",
                mail.order(),
                mail.correlationId(),
                0,
                NOW));
  }

  /** Mails that wait while the service is updated must still be readable after it. */
  @Test
  void readsWhatTheFirstVersionStored() {
    Mail mail = SampleMails.mail("ada@example.org");
    database.add(mail);
    database
        .jdbc
        .sql(
            """
            update mails set content = '{
              "lines": [{"sku": "MUG-01", "name": "Mug", "quantity": 2,
                "unitPrice": {"amount": 12.50, "currency": "EUR"},
                "total": {"amount": 25.00, "currency": "EUR"}}],
              "total": {"amount": 25.00, "currency": "EUR"},
              "placedAt": "2026-03-09T14:05:09Z",
              "shortages": [{"name": "Mug", "discontinued": false, "requested": 2, "available": 1}],
              "later": "addition"
            }'
            """)
        .update();

    OrderSummary order = database.mails.lockNextDue(1).getFirst().order();

    assertThat(order.lines().getFirst().unitPrice()).isEqualTo(SampleMails.euros("12.50"));
    assertThat(order.shortages()).containsExactly(new OrderSummary.Shortage("Mug", false, 2, 1));
    assertThat(order.placedAt()).isEqualTo(NOW);
  }

  @Test
  void letsANewMailWaitForTheNextAttemptOfAnEarlierOne() {
    UUID order = UUID.randomUUID();
    database.add(SampleMails.mail(order, 1, MailKind.RECEIVED, "ada@example.org"));
    DueMail earlier = database.mails.lockNextDue(1).getFirst();
    database.mails.deferred(earlier, "later", Duration.ofMinutes(5));

    database.add(SampleMails.mail(order, 2, MailKind.CONFIRMED, "ada@example.org"));

    assertThat(
            database
                .jdbc
                .sql("select next_attempt_at from mails where order_version = 2")
                .query(OffsetDateTime.class)
                .single()
                .toInstant())
        .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void listsTheMailsOfAnOrderInTheOrderOfWhatHappened() {
    UUID order = UUID.randomUUID();
    database.add(
        SampleMails.mail(order, 3, MailKind.CANCELLED, null),
        SampleMails.mail(order, 1, MailKind.RECEIVED, "ada@example.org"),
        SampleMails.mail(order, 2, MailKind.CONFIRMED, "ada@example.org"),
        SampleMails.mail("bob@example.org"));

    assertThat(database.mails.about(order))
        .extracting(Notification::kind)
        .containsExactly(MailKind.RECEIVED, MailKind.CONFIRMED, MailKind.CANCELLED);
    assertThat(database.mails.about(UUID.randomUUID())).isEmpty();
  }

  @Test
  void showsACustomerOnlyTheirOwnMails() {
    UUID order = UUID.randomUUID();
    UUID oldOrder = UUID.randomUUID();
    database.add(
        SampleMails.mail(order, 1, MailKind.RECEIVED, "ada@example.org"),
        SampleMails.mail(oldOrder, 1, MailKind.RECEIVED, "ada@example.org"));
    database
        .jdbc
        .sql("update mails set customer_id = null where order_id = ?")
        .param(oldOrder)
        .update();

    assertThat(database.mails.about(order, SampleMails.CUSTOMER)).hasSize(1);
    assertThat(database.mails.about(order, "bob")).isEmpty();
    assertThat(database.mails.about(oldOrder, SampleMails.CUSTOMER)).isEmpty();
    assertThat(database.mails.about(oldOrder)).hasSize(1);
  }

  @Test
  void countsWhatWaits() {
    assertThat(database.mails.backlog()).isEqualTo(new Mails.Backlog(0, null));
    assertThat(database.mails.backlog().waiting(NOW)).isZero();

    Mail sent = SampleMails.mail("bob@example.org");
    database.add(SampleMails.mail("ada@example.org"), SampleMails.mail(null), sent);
    database.mails.sent(List.of(sent.id()));

    assertThat(database.mails.backlog()).isEqualTo(new Mails.Backlog(1, NOW));
    assertThat(database.mails.backlog().waiting(NOW.plusSeconds(9)))
        .isEqualTo(Duration.ofSeconds(9));
  }
}
