package io.orderstream.orders.domain;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** This service's own copy of the items that can be ordered, as inventory publishes them. */
@Repository
public class Catalogue {

  private static final BinaryOperator<CatalogueItem> NEWER =
      BinaryOperator.maxBy(Comparator.comparingLong(CatalogueItem::version));

  private final JdbcClient jdbc;

  Catalogue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The items among the given skus that exist, in one query. */
  Map<Sku, CatalogueItem> find(Collection<Sku> skus) {
    return jdbc
        .sql(
            """
            select sku, name, unit_price, currency, in_stock, version
            from catalogue_items
            where sku = any(?)
            """)
        .param(skus.stream().map(Sku::value).distinct().toArray(String[]::new))
        .query(Catalogue::item)
        .list()
        .stream()
        .collect(toMap(CatalogueItem::sku, Function.identity()));
  }

  /**
   * Takes over the given states, in one statement; one older than what is known changes nothing.
   * One that is known is written once more, so that reading the topic anew mends what was damaged
   * here.
   */
  @Transactional
  public void keep(List<CatalogueItem> states) {
    Collection<CatalogueItem> items =
        states.stream()
            .collect(toMap(item -> item.sku().value(), Function.identity(), NEWER, TreeMap::new))
            .values();
    jdbc.sql(
            """
            insert into catalogue_items as known (sku, name, unit_price, currency, in_stock, version)
            select * from unnest(?, ?, ?::numeric[], ?, ?, ?)
            on conflict (sku) do update
            set name = excluded.name,
                unit_price = excluded.unit_price,
                currency = excluded.currency,
                in_stock = excluded.in_stock,
                version = excluded.version
            where known.version <= excluded.version
            """)
        .param(items.stream().map(item -> item.sku().value()).toArray(String[]::new))
        .param(items.stream().map(CatalogueItem::name).toArray(String[]::new))
        .param(items.stream().map(item -> item.unitPrice().digits()).toArray(String[]::new))
        .param(
            items.stream()
                .map(item -> item.unitPrice().currency().getCurrencyCode())
                .toArray(String[]::new))
        .param(items.stream().map(CatalogueItem::inStock).toArray(Boolean[]::new))
        .param(items.stream().map(CatalogueItem::version).toArray(Long[]::new))
        .update();
  }

  private static CatalogueItem item(ResultSet row, int number) throws SQLException {
    return new CatalogueItem(
        new Sku(row.getString("sku")),
        row.getString("name"),
        Money.of(row.getString("unit_price"), row.getString("currency")),
        row.getBoolean("in_stock"),
        row.getLong("version"));
  }
}
