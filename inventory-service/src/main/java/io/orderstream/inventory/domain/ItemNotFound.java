package io.orderstream.inventory.domain;

/** There is no such item. */
public final class ItemNotFound extends RuntimeException {

  private ItemNotFound(String message) {
    super(message);
  }

  public static ItemNotFound withSku(String sku) {
    return new ItemNotFound("there is no item " + sku);
  }
}
