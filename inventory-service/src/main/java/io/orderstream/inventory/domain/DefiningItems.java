package io.orderstream.inventory.domain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds items and changes what they are called and cost. */
@Service
public class DefiningItems {

  private final StockItems items;
  private final StockAdjustments adjustments;
  private final Clock clock;

  DefiningItems(StockItems items, StockAdjustments adjustments, Clock clock) {
    this.items = items;
    this.adjustments = adjustments;
    this.clock = clock;
  }

  /**
   * Makes an item what the definition says; a new one has no stock.
   *
   * @param expected what has to hold of the item there is, if any
   * @throws ItemVersionMismatch if it does not
   */
  @Transactional
  public DefinedItem define(ItemDefinition definition, Predicate<Optional<StockItem>> expected) {
    Optional<StockItem> present = items.lock(definition.sku());
    if (!expected.test(present)) {
      throw ItemVersionMismatch.of(definition.sku());
    }
    if (present.isPresent()) {
      StockItem item = present.get();
      item.redefine(definition.name(), definition.unitPrice());
      items.update(List.of(item));
      return new DefinedItem(item, false);
    }
    var item = new StockItem(definition);
    boolean added = !items.insertAbsent(List.of(item)).isEmpty();
    // Not added: another transaction has just done so, and now the item can be locked.
    return added ? new DefinedItem(item, true) : define(definition, expected);
  }

  /**
   * Adds the items that are not there yet, with their stock, and leaves the others as they are.
   *
   * @param reason what the adjustment of the stock is recorded with
   * @return how many were added
   */
  @Transactional
  public int addAbsent(List<StockedItem> wanted, AdjustmentReason reason) {
    var stockings = new HashMap<Sku, StockAdjustment>();
    var candidates = new ArrayList<StockItem>();
    for (StockedItem stocked : wanted) {
      var item = new StockItem(stocked.definition());
      candidates.add(item);
      if (stocked.stock() > 0) {
        var delivery =
            new StockCorrection(item.sku(), new StockDelta(stocked.stock()), reason, null, null);
        stockings.put(item.sku(), item.adjust(delivery, clock.instant()));
      }
    }
    List<StockItem> added = items.insertAbsent(candidates);
    adjustments.addAll(
        added.stream().map(item -> stockings.get(item.sku())).filter(Objects::nonNull).toList());
    return added.size();
  }
}
