package io.orderstream.requestresponse.inventory;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toMap;

import io.orderstream.contracts.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All items. */
@Repository
class StockItems {

  private final JdbcClient jdbc;

  StockItems(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<StockItem> find(String sku) {
    return jdbc.sql("select * from stock_item where sku = ?")
        .param(sku)
        .query((row, _) -> item(row))
        .optional();
  }

  /**
   * Those of the given items there are, locked until the transaction ends. Rows are always locked
   * in sku order, so that no two transactions wait for each other.
   */
  Map<String, StockItem> lock(Collection<String> skus) {
    return jdbc
        .sql("select * from stock_item where sku = any(?) order by sku for update")
        .param(skus.toArray(String[]::new))
        .query((row, _) -> item(row))
        .stream()
        .collect(toMap(StockItem::sku, Function.identity()));
  }

  /** Moves so many of each of the given items from what is available to what is reserved. */
  void reserve(Map<String, Integer> quantities) {
    jdbc.sql(
            """
            update stock_item
            set available = available - quantity, reserved = reserved + quantity,
                version = version + 1
            from unnest(?::text[], ?::int[]) as taken (taken_sku, quantity)
            where sku = taken_sku
            """)
        .param(quantities.keySet().toArray(String[]::new))
        .param(quantities.values().toArray(Integer[]::new))
        .update();
  }

  /** Moves so many of each of the given items back to what is available. */
  void release(Map<String, Integer> quantities) {
    lock(quantities.keySet());
    jdbc.sql(
            """
            update stock_item
            set available = available + quantity, reserved = reserved - quantity,
                version = version + 1
            from unnest(?::text[], ?::int[]) as returned (returned_sku, quantity)
            where sku = returned_sku
            """)
        .param(quantities.keySet().toArray(String[]::new))
        .param(quantities.values().toArray(Integer[]::new))
        .update();
  }

  /**
   * Makes an item what is said here; a new one has no stock.
   *
   * @return whether it is new
   */
  boolean define(String sku, String name, BigDecimal price, Currency currency) {
    return jdbc.sql(
            """
            insert into stock_item (sku, name, unit_price, currency, available, reserved, version)
            values (?, ?, ?, ?, 0, 0, 0)
            on conflict (sku) do update
            set name = excluded.name, unit_price = excluded.unit_price,
                currency = excluded.currency, version = stock_item.version + 1
            returning version = 0
            """)
        .params(sku, name, price, currency.getCurrencyCode())
        .query(Boolean.class)
        .single();
  }

  /**
   * Corrects what is available, and keeps a record of it.
   *
   * @return how many are available now; empty if there is no such item, or not that much stock
   */
  Optional<Integer> adjust(Adjustment adjustment) {
    return jdbc.sql(
            """
            with adjusted as (
              update stock_item set available = available + :delta, version = version + 1
              where sku = :sku and available + :delta >= 0
              returning sku, available
            )
            insert into stock_adjustment (sku, delta, reason, available, adjusted_at, adjusted_by)
            select sku, :delta, :reason, available, :at, :by from adjusted
            returning available
            """)
        .param("delta", adjustment.delta())
        .param("sku", adjustment.sku())
        .param("reason", adjustment.reason())
        .param("at", adjustment.adjustedAt().atOffset(UTC))
        .param("by", adjustment.adjustedBy())
        .query(Integer.class)
        .optional();
  }

  private static StockItem item(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    BigDecimal price =
        row.getBigDecimal("unit_price")
            .setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    return new StockItem(
        row.getString("sku"),
        row.getString("name"),
        new Money(price.toPlainString(), currency.getCurrencyCode()),
        row.getInt("available"),
        row.getInt("reserved"));
  }
}
