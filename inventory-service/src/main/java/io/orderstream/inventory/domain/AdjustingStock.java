package io.orderstream.inventory.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects what is available of an item, and keeps a record of it. */
@Service
public class AdjustingStock {

  private static final Duration KEYS_KEPT = Duration.ofDays(7);

  private final StockItems items;
  private final StockAdjustments adjustments;
  private final Clock clock;

  AdjustingStock(StockItems items, StockAdjustments adjustments, Clock clock) {
    this.items = items;
    this.adjustments = adjustments;
    this.clock = clock;
  }

  /**
   * Corrects an item's stock, unless the same requester did so with the same key in the last seven
   * days: then it gives back what was done.
   *
   * @throws ItemNotFound if there is no such item
   * @throws InsufficientStock if less than nothing would be left
   * @throws StockLimitExceeded if there would be more than {@link StockItem#STOCK_LIMIT}
   * @throws IdempotencyKeyReused if the key belongs to another correction
   * @throws IdempotencyKeyInUse if it is being given to another correction right now
   */
  @Transactional
  public AdjustedStock adjust(StockCorrection correction) {
    // Who repeats a request waits here for the first one, and then finds what it did.
    StockItem item =
        items
            .lock(correction.sku())
            .orElseThrow(() -> ItemNotFound.withSku(correction.sku().value()));
    Instant now = clock.instant();
    Optional<StockAdjustment> earlier = adjustments.madeWithKeyOf(correction, now.minus(KEYS_KEPT));
    if (earlier.isPresent()) {
      return replay(earlier.get(), correction);
    }
    StockAdjustment adjustment = item.adjust(correction, now);
    adjustments.addAll(List.of(adjustment));
    items.update(List.of(item));
    return new AdjustedStock(adjustment, false);
  }

  private static AdjustedStock replay(StockAdjustment earlier, StockCorrection correction) {
    if (!earlier.correction().equals(correction)) {
      throw new IdempotencyKeyReused();
    }
    return new AdjustedStock(earlier, true);
  }
}
