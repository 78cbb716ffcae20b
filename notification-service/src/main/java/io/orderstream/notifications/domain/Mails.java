package io.orderstream.notifications.domain;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * All mails, which are also the queue of those to send. A mail is due no sooner than the earlier
 * ones of its order, so that nobody reads of a confirmation after the cancellation.
 *
 * <p>The subqueries are worded so that PostgreSQL takes a few rows from two indexes even where its
 * statistics are behind and a long backlog looks short to it: the waiting mails of one order are
 * those with a next attempt, and the comparison is no equality and no join.
 */
@Repository
public class Mails {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  public Mails(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  void add(List<Mail> mails) {
    jdbc.sql(
            """
            insert into mails (id, order_id, customer_id, order_version, kind, recipient, content,
                correlation_id, status, created_at, next_attempt_at)
            select id, order_id, customer_id, order_version, kind, recipient, content,
                correlation_id, status, :now,
                case status when 'PENDING' then greatest(:now, (
                    select max(next_attempt_at) from mails where order_id = added.order_id)) end
            from unnest(:ids::uuid[], :orderIds::uuid[], :customerIds::text[], :orderVersions::bigint[],
                    :kinds::text[], :recipients::text[], :contents::jsonb[],
                    :correlationIds::text[], :statuses::text[])
                as added (id, order_id, customer_id, order_version, kind, recipient, content,
                    correlation_id, status)
            on conflict (id) do nothing
            """)
        .param("ids", column(mails, Mail::id))
        .param("orderIds", column(mails, Mail::orderId))
        .param("customerIds", column(mails, Mail::customerId))
        .param("orderVersions", column(mails, Mail::orderVersion))
        .param("kinds", column(mails, Mail::kind))
        .param("recipients", column(mails, Mail::recipient))
        .param("contents", column(mails, mail -> json.writeValueAsString(mail.order())))
        .param("correlationIds", column(mails, Mail::correlationId))
        .param("statuses", column(mails, Mail::initialStatus))
        .param("now", clock.instant().atOffset(UTC))
        .update();
  }

  /**
   * The mails that have been due for the longest time, one of an order at most, locked until the
   * transaction ends; mails that others have locked are passed over.
   */
  public List<DueMail> lockNextDue(int limit) {
    return jdbc.sql(
            """
            select id, order_id, kind, recipient, content, correlation_id, attempts, created_at
            from mails due
            where status = 'PENDING' and next_attempt_at <= :now
              and order_version <= (
                select min(order_version) from mails
                where order_id = due.order_id and next_attempt_at is not null)
            order by next_attempt_at
            limit :limit
            for update skip locked
            """)
        .param("now", clock.instant().atOffset(UTC))
        .param("limit", limit)
        .query((row, _) -> dueMail(row))
        .list();
  }

  /**
   * Notes that the mail server took mails.
   *
   * @return whether later mails of their orders have waited for that
   */
  public boolean sent(Collection<UUID> ids) {
    return jdbc.sql(
            """
            update mails
            set status = 'SENT', attempts = attempts + 1, sent_at = :now,
                next_attempt_at = null, last_error = null
            where id = any(:ids)
            returning exists (
                select from mails later
                where order_id = mails.order_id and order_version > mails.order_version
                  and next_attempt_at is not null)
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("now", clock.instant().atOffset(UTC))
        .query(Boolean.class)
        .list()
        .contains(true);
  }

  /** Notes that a mail will never be sent, and why. */
  public void failed(UUID id, String reason) {
    jdbc.sql(
            """
            update mails
            set status = 'FAILED', attempts = attempts + 1, next_attempt_at = null,
                last_error = :reason
            where id = :id
            """)
        .param("id", id)
        .param("reason", reason)
        .update();
  }

  /** Notes why an attempt failed; the mail, and later ones of its order, wait for the next one. */
  public void deferred(DueMail mail, String reason, Duration delay) {
    jdbc.sql(
            """
            update mails
            set attempts = case id when :id then attempts + 1 else attempts end,
                last_error = case id when :id then :reason else last_error end,
                next_attempt_at = :next
            where order_id = :orderId and status = 'PENDING'
            """)
        .param("id", mail.id())
        .param("orderId", mail.orderId())
        .param("reason", reason)
        .param("next", clock.instant().plus(delay).atOffset(UTC))
        .update();
  }

  /** The mails about an order, in the order of what happened. */
  public List<Notification> about(UUID orderId) {
    return notifications(orderId, null);
  }

  /** The mails about an order to one customer: none about an order of another's. */
  public List<Notification> about(UUID orderId, String customerId) {
    return notifications(orderId, customerId);
  }

  private List<Notification> notifications(UUID orderId, @Nullable String customerId) {
    return jdbc.sql(
            """
            select kind, recipient, status, attempts, created_at, sent_at, last_error
            from mails
            where order_id = :orderId
              and (:customerId::text is null or exists (
                select from mails
                where order_id = :orderId and customer_id = :customerId))
            order by order_version
            """)
        .param("orderId", orderId)
        .param("customerId", customerId)
        .query((row, _) -> notification(row))
        .list();
  }

  /** The mails that wait to be sent; of more than 100,000 only the next ones, to stay cheap. */
  public Backlog backlog() {
    return jdbc.sql(
            """
            select count(*) as size, min(created_at) as oldest
            from (select created_at from mails where status = 'PENDING'
                  order by next_attempt_at limit 100000) as waiting
            """)
        .query((row, _) -> new Backlog(row.getLong("size"), instantOrNull(row, "oldest")))
        .single();
  }

  private DueMail dueMail(ResultSet row) throws SQLException {
    return new DueMail(
        row.getObject("id", UUID.class),
        row.getObject("order_id", UUID.class),
        MailKind.valueOf(row.getString("kind")),
        row.getString("recipient"),
        json.readValue(row.getString("content"), OrderSummary.class),
        row.getString("correlation_id"),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        MailKind.valueOf(row.getString("kind")),
        row.getString("recipient"),
        MailStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instantOrNull(row, "sent_at"),
        row.getString("last_error"));
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable String[] column(
      List<Mail> mails, Function<Mail, @Nullable Object> value) {
    return mails.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }

  /**
   * Mails that wait to be sent.
   *
   * @param oldest when the oldest of them was stored, if there is any
   */
  public record Backlog(long size, @Nullable Instant oldest) {

    /** For how long the oldest has waited; zero where none waits. */
    public Duration waiting(Instant now) {
      return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    }
  }
}
