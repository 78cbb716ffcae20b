package io.orderstream.requestresponse.orders;

import static java.time.ZoneOffset.UTC;

import io.orderstream.requestresponse.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which order each key stands for. */
@Repository
class IdempotencyKeys {

  private static final Duration KEPT = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Gives a key to a new order if the current transaction commits, unless it stands for an order
   * already.
   *
   * @param fingerprint what the key is for
   * @return the order that the key stands for, be it the new one or an earlier one
   * @throws Problem if another transaction is giving the key to an order, or it stands for the
   *     order of another request
   */
  UUID claim(IdempotencyKey key, byte[] fingerprint, UUID order) {
    Instant now = clock.instant();
    Holder holder =
        jdbc.sql(
                """
                with claimed as (
                  select pg_try_advisory_xact_lock(hashtextextended(:caller || chr(10) || :key, 0))
                ), known as (
                  select order_id, fingerprint from idempotency_keys
                  where caller = :caller and key = :key and created_at > :forgotten
                ), remembered as (
                  insert into idempotency_keys as old (caller, key, fingerprint, order_id, created_at)
                  select :caller, :key, :fingerprint, :order, :now
                  where (table claimed) and not exists (table known)
                  on conflict (caller, key) do update
                  set fingerprint = excluded.fingerprint,
                      order_id = excluded.order_id,
                      created_at = excluded.created_at
                  where old.created_at <= :forgotten
                  returning order_id, fingerprint
                )
                select order_id, fingerprint = :fingerprint as same_request
                from (table known union all table remembered)
                """)
            .param("caller", key.caller())
            .param("key", key.value())
            .param("fingerprint", fingerprint)
            .param("order", order)
            .param("now", now.atOffset(UTC))
            .param("forgotten", now.minus(KEPT).atOffset(UTC))
            .query(
                (row, _) ->
                    new Holder(
                        row.getObject("order_id", UUID.class), row.getBoolean("same_request")))
            .optional()
            .orElseThrow(key::inUse);
    if (!holder.sameRequest()) {
      throw key.reused();
    }
    return holder.order();
  }

  /** Frees a key that stands for the given order. */
  void forget(IdempotencyKey key, UUID order) {
    jdbc.sql("delete from idempotency_keys where caller = ? and key = ? and order_id = ?")
        .params(key.caller(), key.value(), order)
        .update();
  }

  private record Holder(UUID order, boolean sameRequest) {}
}
