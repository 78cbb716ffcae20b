package io.orderstream.inventory.domain;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** All items. What others have to be told of one is published when it is stored. */
@Repository
class StockItems {

  private static final String SELECT =
      """
      select sku, name, unit_price, currency, available, reserved, announced_in_stock,
          announcements, revision, version
      from stock_item
      """;

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  StockItems(JdbcClient jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  Optional<StockItem> find(Sku sku) {
    return jdbc.sql(SELECT + "where sku = ?").param(sku.value()).query(StockItems::item).optional();
  }

  /** The first items behind a sku, in sku order; the empty string is before all. */
  List<StockItem> after(String sku, int limit) {
    return jdbc.sql(SELECT + "where sku > ? order by sku limit ?")
        .params(sku, limit)
        .query(StockItems::item)
        .list();
  }

  /**
   * Those of the given items there are, locked until the transaction ends. Rows are always locked
   * in sku order, so that no two transactions wait for each other.
   */
  Map<Sku, StockItem> lock(Set<Sku> skus) {
    if (skus.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(SELECT + "where sku = any(?) order by sku for no key update")
        .param(skus.stream().map(Sku::value).toArray(String[]::new))
        .query(StockItems::item)
        .list()
        .stream()
        .collect(toMap(StockItem::sku, Function.identity()));
  }

  Optional<StockItem> lock(Sku sku) {
    return Optional.ofNullable(lock(Set.of(sku)).get(sku));
  }

  /** Inserts those whose sku is not there yet, in one statement, and gives them back. */
  List<StockItem> insertAbsent(List<StockItem> items) {
    List<ItemStateChanged> news = newsOf(items);
    Set<Sku> added =
        statement(
                """
                insert into stock_item (sku, name, unit_price, currency, available, reserved,
                    announced_in_stock, announcements, revision, version)
                select * from unnest(:skus, :names, :prices::numeric[], :currencies, :available,
                    :reserved, :inStock, :announcements, :revisions, :versions) as new (sku)
                order by sku collate "C"
                on conflict (sku) do nothing
                returning sku
                """,
                items)
            .query((row, _) -> new Sku(row.getString("sku")))
            .set();
    news.stream().filter(item -> added.contains(item.sku())).forEach(events::publishEvent);
    return items.stream().filter(item -> added.contains(item.sku())).toList();
  }

  /**
   * Stores those of the given items that changed, in one statement.
   *
   * @throws OptimisticLockingFailureException if one was changed by others since it was read
   */
  void update(Collection<StockItem> items) {
    List<StockItem> changed = items.stream().filter(StockItem::isChanged).toList();
    if (changed.isEmpty()) {
      return;
    }
    List<ItemStateChanged> news = newsOf(changed);
    int updated =
        statement(
                """
                update stock_item item
                set name = new.name,
                    unit_price = new.unit_price,
                    currency = new.currency,
                    available = new.available,
                    reserved = new.reserved,
                    announced_in_stock = new.announced_in_stock,
                    announcements = new.announcements,
                    revision = new.revision,
                    version = new.version
                from unnest(:skus, :names, :prices::numeric[], :currencies, :available,
                        :reserved, :inStock, :announcements, :revisions, :versions)
                    as new (sku, name, unit_price, currency, available,
                        reserved, announced_in_stock, announcements, revision, version)
                where item.sku = new.sku and item.version = new.version - 1
                """,
                changed)
            .update();
    if (updated < changed.size()) {
      throw new OptimisticLockingFailureException(
          "%d of %d items were changed by others"
              .formatted(changed.size() - updated, changed.size()));
    }
    news.forEach(events::publishEvent);
  }

  private static List<ItemStateChanged> newsOf(List<StockItem> items) {
    return items.stream().map(StockItem::announce).flatMap(Optional::stream).toList();
  }

  private StatementSpec statement(String sql, List<StockItem> items) {
    return jdbc.sql(sql)
        .param("skus", items.stream().map(item -> item.sku().value()).toArray(String[]::new))
        .param("names", items.stream().map(StockItem::name).toArray(String[]::new))
        .param(
            "prices",
            items.stream()
                .map(item -> item.unitPrice().amount().toPlainString())
                .toArray(String[]::new))
        .param(
            "currencies",
            items.stream()
                .map(item -> item.unitPrice().currency().getCurrencyCode())
                .toArray(String[]::new))
        .param("available", items.stream().map(StockItem::available).toArray(Integer[]::new))
        .param("reserved", items.stream().map(StockItem::reserved).toArray(Integer[]::new))
        .param("inStock", items.stream().map(StockItem::isAnnouncedInStock).toArray(Boolean[]::new))
        .param("announcements", items.stream().map(StockItem::announcements).toArray(Long[]::new))
        .param("revisions", items.stream().map(StockItem::revision).toArray(Long[]::new))
        .param("versions", items.stream().map(StockItem::version).toArray(Long[]::new));
  }

  private static StockItem item(ResultSet row, int number) throws SQLException {
    return new StockItem(
        new Sku(row.getString("sku")),
        row.getString("name"),
        new Money(row.getBigDecimal("unit_price"), Currency.getInstance(row.getString("currency"))),
        row.getInt("available"),
        row.getInt("reserved"),
        row.getBoolean("announced_in_stock"),
        row.getLong("announcements"),
        row.getLong("revision"),
        row.getLong("version"));
  }
}
