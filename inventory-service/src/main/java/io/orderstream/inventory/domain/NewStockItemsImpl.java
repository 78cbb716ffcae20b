package io.orderstream.inventory.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

final class NewStockItemsImpl implements NewStockItems {

  private final JdbcClient jdbc;

  NewStockItemsImpl(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<StockItem> insertAbsent(List<StockItem> items) {
    Set<String> inserted =
        new HashSet<>(
            jdbc.sql(
                    """
                    insert into stock_item (sku, name, unit_price, currency, available, reserved,
                        announced_in_stock, announcements, version)
                    select sku, name, unit_price, currency, available, 0, available > 0, 1, 0
                    from unnest(?::text[], ?::text[], ?::numeric[], ?::text[], ?::int[])
                        as new (sku, name, unit_price, currency, available)
                    order by sku
                    on conflict (sku) do nothing
                    returning sku
                    """)
                .params(
                    items.stream().map(item -> item.sku().value()).toArray(String[]::new),
                    items.stream().map(StockItem::name).toArray(String[]::new),
                    items.stream()
                        .map(item -> item.unitPrice().amount().toPlainString())
                        .toArray(String[]::new),
                    items.stream()
                        .map(item -> item.unitPrice().currency().getCurrencyCode())
                        .toArray(String[]::new),
                    items.stream().map(StockItem::available).toArray(Integer[]::new))
                .query(String.class)
                .list());
    return items.stream().filter(item -> inserted.contains(item.sku().value())).toList();
  }
}
