package io.orderstream.inventory.domain;

/** An item would have had more stock than one may have. */
public final class StockLimitExceeded extends RuntimeException {

  private StockLimitExceeded(String message) {
    super(message);
  }

  static StockLimitExceeded of(StockItem item, StockDelta delta) {
    return new StockLimitExceeded(
        "%s may have %d in stock: %d available and %d reserved cannot grow by %d"
            .formatted(
                item.sku(),
                StockItem.STOCK_LIMIT,
                item.available(),
                item.reserved(),
                delta.value()));
  }
}
