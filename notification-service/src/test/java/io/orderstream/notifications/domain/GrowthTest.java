package io.orderstream.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.DatabaseWork;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mail costs the same however many there are: in pages touched, not in time. */
class GrowthTest {

  private static final int FEW = 10_000;
  private static final int MANY = 300_000;
  private static final int MAILS = 200;

  private final MailsDatabase database = new MailsDatabase(Clock.systemUTC());

  @Test
  void aMailCostsTheSameHoweverManyThereAre() {
    addPast(0, FEW);
    Costs few = costs();

    addPast(FEW, MANY);
    Costs many = costs();

    many.recording.requireNoMoreThan(few.recording);
    many.sending.requireNoMoreThan(few.sending);
    many.listing.requireNoMoreThan(few.listing);
  }

  private Costs costs() {
    Mail[] mails =
        IntStream.range(0, MAILS)
            .mapToObj(_ -> SampleMails.mail("ada@example.org"))
            .toArray(Mail[]::new);
    return new Costs(
        work(() -> database.add(mails)),
        work(this::sendAll),
        work(
            () -> {
              for (Mail mail : mails) {
                assertThat(database.mails.about(mail.orderId())).hasSize(1);
              }
            }));
  }

  private DatabaseWork work(Runnable work) {
    return DatabaseWork.of(database.dataSource, List.of("mails"), work);
  }

  private void sendAll() {
    for (int i = 0; i < MAILS; i++) {
      UUID due = database.mails.lockNextDue(1).getFirst().id();
      database.mails.sent(List.of(due));
    }
  }

  private void addPast(int from, int to) {
    // its work would be counted, too
    database.jdbc.sql("alter table mails set (autovacuum_enabled = off)").update();
    database
        .jdbc
        .sql(
            """
            insert into mails
            select uuidv7(-n * interval '50 ms'), uuidv7(-n * interval '50 ms'), 1, 'RECEIVED', 'ada',
                '{}', '', 'SENT', 1, now() - n * interval '50 ms', null, now(), null, 'ada'
            from generate_series(?, ?, -1) n
            """)
        .params(to, from + 1)
        .update();
    database.jdbc.sql("analyze mails").update();
  }

  private record Costs(DatabaseWork recording, DatabaseWork sending, DatabaseWork listing) {}
}
