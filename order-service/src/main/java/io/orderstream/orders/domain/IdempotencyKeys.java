package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which order each key stands for. */
@Repository
class IdempotencyKeys {

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Gives a key to a new order if the current transaction commits, unless it stands for an order
   * already. Never waits: whoever comes second while the first is at work is told so.
   *
   * @param request what the key is for
   * @return the order that the key stands for, be it the new one or an earlier one
   * @throws IdempotencyKeyInUse if another transaction is giving the key to an order
   * @throws IdempotencyKeyReused if it stands for the order of another request
   */
  OrderId claim(IdempotencyKey key, Fingerprint request, OrderId order) {
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
                  select :caller, :key, decode(:fingerprint, 'hex'), :order, :now
                  where (table claimed) and not exists (table known)
                  on conflict (caller, key) do update
                  set fingerprint = excluded.fingerprint,
                      order_id = excluded.order_id,
                      created_at = excluded.created_at
                  where old.created_at <= :forgotten
                  returning order_id, fingerprint
                )
                select order_id, fingerprint = decode(:fingerprint, 'hex') as same_request
                from (table known union all table remembered)
                """)
            .param("caller", key.caller())
            .param("key", key.value())
            .param("fingerprint", request.hex())
            .param("order", order.value())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("forgotten", now.minus(IdempotencyKey.KEPT).atOffset(ZoneOffset.UTC))
            .query(
                (row, _) ->
                    new Holder(
                        new OrderId(row.getObject("order_id", UUID.class)),
                        row.getBoolean("same_request")))
            .optional()
            .orElseThrow(() -> IdempotencyKeyInUse.of(key));
    if (!holder.sameRequest()) {
      throw IdempotencyKeyReused.of(key);
    }
    return holder.order();
  }

  private record Holder(OrderId order, boolean sameRequest) {}
}
