package io.orderstream.inventory.domain;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every correction of stock there ever was: written once, never changed. */
@Repository
class StockAdjustments {

  private final JdbcClient jdbc;

  StockAdjustments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addAll(List<StockAdjustment> adjustments) {
    jdbc.sql(
            """
            insert into stock_adjustment (sku, delta, reason, available, adjusted_at)
            select * from unnest(?::text[], ?::int[], ?::text[], ?::int[], ?::timestamptz[])
            """)
        .params(
            adjustments.stream().map(adjustment -> adjustment.sku().value()).toArray(String[]::new),
            adjustments.stream()
                .map(adjustment -> adjustment.delta().value())
                .toArray(Integer[]::new),
            adjustments.stream()
                .map(adjustment -> adjustment.reason().value())
                .toArray(String[]::new),
            adjustments.stream().map(StockAdjustment::available).toArray(Integer[]::new),
            adjustments.stream()
                .map(adjustment -> adjustment.adjustedAt().toString())
                .toArray(String[]::new))
        .update();
  }
}
