package io.orderstream.inventory.domain;

/** An adjustment would have taken more than there is. */
public final class InsufficientStock extends RuntimeException {

  private InsufficientStock(String message) {
    super(message);
  }

  static InsufficientStock of(StockItem item, StockDelta delta) {
    return new InsufficientStock(
        "%d of %s are available: they cannot change by %d"
            .formatted(item.available(), item.sku(), delta.value()));
  }
}
