package io.orderstream.inventory.domain;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every correction of stock there ever was; nothing of it changes, but keys are forgotten. */
@Repository
class StockAdjustments {

  private final JdbcClient jdbc;

  StockAdjustments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws IdempotencyKeyInUse if a key was given to another adjustment in the meantime
   */
  void addAll(List<StockAdjustment> adjustments) {
    try {
      jdbc.sql(
              """
              insert into stock_adjustment
                  (sku, delta, reason, available, adjusted_at, adjusted_by, idempotency_key)
              select * from unnest(:skus::text[], :deltas::int[], :reasons::text[],
                  :available::int[], :times::timestamptz[], :requesters::text[], :keys::text[])
              """)
          .param("skus", column(adjustments, made -> made.correction().sku()))
          .param("deltas", column(adjustments, made -> made.correction().delta().value()))
          .param("reasons", column(adjustments, made -> made.correction().reason().value()))
          .param("available", column(adjustments, StockAdjustment::available))
          .param("times", column(adjustments, StockAdjustment::adjustedAt))
          .param("requesters", column(adjustments, made -> made.correction().requestedBy()))
          .param("keys", column(adjustments, made -> keyOf(made.correction())))
          .update();
    } catch (DuplicateKeyException e) {
      throw new IdempotencyKeyInUse(e);
    }
  }

  /**
   * What the requester did with the same key; where that is too long ago, the key is free again.
   */
  Optional<StockAdjustment> madeWithKeyOf(StockCorrection correction, Instant since) {
    if (correction.key() == null) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            with forgotten as (
              update stock_adjustment set idempotency_key = null
              where adjusted_by = :requester and idempotency_key = :key and adjusted_at < :since
            )
            select sku, delta, reason, available, adjusted_at from stock_adjustment
            where adjusted_by = :requester and idempotency_key = :key and adjusted_at >= :since
            """)
        .param("requester", correction.requestedBy())
        .param("key", keyOf(correction))
        .param("since", since.atOffset(UTC))
        .query((row, _) -> adjustment(row, correction))
        .optional();
  }

  private static StockAdjustment adjustment(ResultSet row, StockCorrection sameKey)
      throws SQLException {
    return new StockAdjustment(
        new StockCorrection(
            new Sku(row.getString("sku")),
            new StockDelta(row.getInt("delta")),
            new AdjustmentReason(row.getString("reason")),
            sameKey.requestedBy(),
            sameKey.key()),
        row.getInt("available"),
        row.getObject("adjusted_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable String keyOf(StockCorrection correction) {
    return correction.key() == null ? null : correction.key().value();
  }

  private static @Nullable String[] column(
      List<StockAdjustment> adjustments, Function<StockAdjustment, @Nullable Object> value) {
    return adjustments.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }
}
