package io.orderstream.requestresponse.notifications;

import static java.time.ZoneOffset.UTC;

import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.requestresponse.api.NotifyCustomer;
import io.orderstream.requestresponse.api.NotifyCustomer.Kind;
import io.orderstream.requestresponse.api.NotifyCustomer.Message;
import io.orderstream.requestresponse.web.CorrelationFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All mails. Each method is one statement, and thereby one transaction. */
@Repository
class Mails {

  enum Status {
    PENDING,
    SENT,
    FAILED,
    SKIPPED
  }

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Mails(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Records the mails about an order that are not recorded yet.
   *
   * @return the ids of those
   */
  Set<UUID> add(NotifyCustomer request) {
    OrderSnapshot order = request.order();
    Status status = order.email() == null ? Status.SKIPPED : Status.PENDING;
    return jdbc.sql(
            """
            insert into mails (id, order_id, customer_id, order_version, kind, recipient, content,
                correlation_id, status, created_at)
            select id, :order, :customer, version, kind, :recipient, :content::jsonb,
                :correlation, :status, :now
            from unnest(:ids::uuid[], :versions::bigint[], :kinds::text[]) as added (id, version, kind)
            on conflict (id) do nothing
            returning id
            """)
        .param("order", order.id())
        .param("customer", order.customerId())
        .param("recipient", order.email())
        .param("content", json.writeValueAsString(order))
        .param("correlation", CorrelationFilter.currentId())
        .param("status", status.name())
        .param("now", clock.instant().atOffset(UTC))
        .param("ids", column(request, message -> message.id().toString()))
        .param("versions", column(request, message -> String.valueOf(message.orderVersion())))
        .param("kinds", column(request, message -> message.kind().name()))
        .query((row, _) -> row.getObject("id", UUID.class))
        .set();
  }

  /** Notes that the mail server took mails. */
  void sent(Collection<UUID> ids) {
    jdbc.sql(
            """
            update mails set status = 'SENT', attempts = attempts + 1, sent_at = ?
            where id = any(?)
            """)
        .param(clock.instant().atOffset(UTC))
        .param(ids.toArray(UUID[]::new))
        .update();
  }

  /** Notes that a mail will never be sent, and why. */
  void failed(UUID id, String reason) {
    jdbc.sql(
            """
            update mails set status = 'FAILED', attempts = attempts + 1, last_error = ?
            where id = ?
            """)
        .params(reason, id)
        .update();
  }

  /**
   * The mails about an order, in the order of what happened.
   *
   * @param customerId whose order it must be; null for anybody's
   */
  List<Notification> about(UUID orderId, @Nullable String customerId) {
    return jdbc.sql(
            """
            select kind, recipient, status, attempts, created_at, sent_at, last_error
            from mails
            where order_id = :order and (:customer::text is null or customer_id = :customer)
            order by order_version
            """)
        .param("order", orderId)
        .param("customer", customerId)
        .query((row, _) -> notification(row))
        .list();
  }

  private static Notification notification(ResultSet row) throws SQLException {
    OffsetDateTime sentAt = row.getObject("sent_at", OffsetDateTime.class);
    return new Notification(
        Kind.valueOf(row.getString("kind")),
        row.getString("recipient"),
        Status.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        sentAt == null ? null : sentAt.toInstant(),
        row.getString("last_error"));
  }

  private static String[] column(NotifyCustomer request, Function<Message, String> value) {
    return request.messages().stream().map(value).toArray(String[]::new);
  }

  /** What became of one mail. */
  record Notification(
      Kind kind,
      @Nullable String recipient,
      Status status,
      int attempts,
      Instant createdAt,
      @Nullable Instant sentAt,
      @Nullable String lastError) {}
}
