package io.orderstream.inventory.domain;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All items. */
interface StockItems extends Repository<StockItem, Sku>, NewStockItems {

  Optional<StockItem> findById(Sku sku);

  /** The first items behind a sku, in sku order; the empty string is before all. */
  @Query("select i from StockItem i where i.sku.value > :after order by i.sku.value")
  List<StockItem> after(String after, Limit limit);

  /**
   * Those of the given items there are, locked until the transaction ends. Rows are always locked
   * in sku order, so that no two transactions wait for each other.
   */
  default Map<Sku, StockItem> lock(Set<Sku> skus) {
    return locked(skus.stream().map(Sku::value).toArray(String[]::new)).stream()
        .collect(toMap(StockItem::sku, Function.identity()));
  }

  default Optional<StockItem> lock(Sku sku) {
    return Optional.ofNullable(lock(Set.of(sku)).get(sku));
  }

  @NativeQuery("select * from stock_item where sku = any(:skus) order by sku for update")
  List<StockItem> locked(String[] skus);

  void save(StockItem item);

  void saveAll(Iterable<StockItem> items);
}
