package io.orderstream.notifications.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.orderstream.notifications.RunningService;
import io.orderstream.notifications.domain.MailStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class OldMailsTests {

  @Autowired JdbcClient jdbc;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
  void goWhenTheyAreDoneWith(MailStatus status) {
    UUID old = mail(status, "91 days");
    UUID young = mail(status, "89 days");

    await().until(() -> !isStored(old));

    assertThat(isStored(young)).isTrue();
  }

  @Test
  void stayWhileTheyWaitToBeSent() {
    UUID waiting = mail(MailStatus.PENDING, "91 days");
    UUID sent = mail(MailStatus.SENT, "91 days");

    await().until(() -> !isStored(sent));

    assertThat(isStored(waiting)).isTrue();
  }

  @Test
  void areKeptForLongerThanTheirEventCanComeAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailRetention(Duration.ofDays(14)))
        .withMessageContaining("mails.retention.kept");
  }

  private UUID mail(MailStatus status, String ago) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into mails (id, order_id, order_version, kind, recipient, content,
                correlation_id, status, created_at, next_attempt_at)
            values (:id, :id, 1, 'RECEIVED', 'ada@example.org', '{}', 'correlation-1', :status,
                now() - :ago::interval,
                case :status when 'PENDING' then now() + interval '1 day' end)
            """)
        .param("id", id)
        .param("status", status.name())
        .param("ago", ago)
        .update();
    return id;
  }

  private boolean isStored(UUID id) {
    return jdbc.sql("select exists (select from mails where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }
}
