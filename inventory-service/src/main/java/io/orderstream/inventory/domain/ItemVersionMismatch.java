package io.orderstream.inventory.domain;

/** An item is not in the state that a change was meant for. */
public final class ItemVersionMismatch extends RuntimeException {

  private ItemVersionMismatch(String message) {
    super(message);
  }

  static ItemVersionMismatch of(Sku sku) {
    return new ItemVersionMismatch(sku + " is not in the state that the change was meant for");
  }
}
