package io.orderstream.orders.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
   * Gives keys to new orders if the current transaction commits, unless they stand for an order
   * already. Never waits: whoever comes second while the first is at work is told so.
   *
   * @param claims each for another key
   * @return the orders that the keys stand for, be they new or earlier ones; without the keys that
   *     another transaction is giving to an order, and those that were only asked for and are free
   */
  Map<IdempotencyKey, Holder> claim(List<Claim> claims) {
    if (claims.isEmpty()) {
      return Map.of();
    }
    Instant now = clock.instant();
    Map<IdempotencyKey, Holder> holders = HashMap.newHashMap(claims.size());
    jdbc.sql(
            """
            with asked as (
              select caller, key, decode(fingerprint, 'hex') as fingerprint, order_id, acceptable
              from unnest(:callers::text[], :keys::text[], :fingerprints::text[],
                      :orders::uuid[], :acceptable::boolean[])
                  as a (caller, key, fingerprint, order_id, acceptable)
            ), known as (
              select caller, key, k.order_id, encode(k.fingerprint, 'hex') as fingerprint
              from asked cross join lateral (
                select old.order_id, old.fingerprint, old.created_at from idempotency_keys old
                where old.caller = asked.caller and old.key = asked.key
                limit 1 -- has each looked up by itself, be the statistics of the table as they may
              ) k
              where k.created_at > :forgotten
            ), claimed as materialized (
              select caller, key, fingerprint, order_id from asked
              where acceptable
                and pg_try_advisory_xact_lock(hashtextextended(caller || chr(10) || key, 0))
            ), remembered as (
              insert into idempotency_keys as old (caller, key, fingerprint, order_id, created_at)
              select caller, key, fingerprint, order_id, :now from claimed
              where not exists (
                select from known
                where known.caller = claimed.caller and known.key = claimed.key)
              on conflict (caller, key) do update
              set fingerprint = excluded.fingerprint,
                  order_id = excluded.order_id,
                  created_at = excluded.created_at
              where old.created_at <= :forgotten
              returning caller, key, order_id, fingerprint
            )
            select caller, key, order_id, fingerprint from known
            union all select caller, key, order_id, encode(fingerprint, 'hex') from remembered
            """)
        .param("callers", column(claims, claim -> claim.key().caller()))
        .param("keys", column(claims, claim -> claim.key().value()))
        .param("fingerprints", column(claims, claim -> claim.request().hex()))
        .param("orders", column(claims, claim -> claim.order().toString()))
        .param("acceptable", column(claims, claim -> Boolean.toString(claim.acceptable())))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("forgotten", now.minus(IdempotencyKey.KEPT).atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              holders.put(
                  new IdempotencyKey(row.getString("caller"), row.getString("key")),
                  new Holder(
                      new OrderId(row.getObject("order_id", UUID.class)),
                      new Fingerprint(row.getString("fingerprint"))));
            });
    return holders;
  }

  private static String[] column(List<Claim> claims, Function<Claim, String> value) {
    return claims.stream().map(value).toArray(String[]::new);
  }

  /**
   * What a key is wanted for.
   *
   * @param order the new order
   * @param acceptable whether that order can be placed; if not, the key is only asked for
   */
  record Claim(IdempotencyKey key, Fingerprint request, OrderId order, boolean acceptable) {}

  /**
   * What a key stands for.
   *
   * @param request what it was given for
   */
  record Holder(OrderId order, Fingerprint request) {}
}
