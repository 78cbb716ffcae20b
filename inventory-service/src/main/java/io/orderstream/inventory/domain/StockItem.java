package io.orderstream.inventory.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An item and its stock. What is available can be reserved; what is reserved is held by orders.
 * Neither is ever below zero.
 */
public class StockItem {

  /** How many of one item there may be, available and reserved together. */
  public static final int STOCK_LIMIT = 1_000_000_000;

  private final Sku sku;
  private final long storedVersion;
  private String name;
  private Money unitPrice;
  private int available;
  private int reserved;
  private boolean announcedInStock;
  private long announcements;
  private long revision;
  private boolean redefined;
  private boolean changed;

  /** A new item without stock. */
  StockItem(ItemDefinition definition) {
    this(
        definition.sku(), definition.name().value(), definition.unitPrice(), 0, 0, false, 0, 0, -1);
    redefined = true;
    changed = true;
  }

  /** An item as it is stored. */
  StockItem(
      Sku sku,
      String name,
      Money unitPrice,
      int available,
      int reserved,
      boolean announcedInStock,
      long announcements,
      long revision,
      long storedVersion) {
    this.sku = sku;
    this.name = name;
    this.unitPrice = unitPrice;
    this.available = available;
    this.reserved = reserved;
    this.announcedInStock = announcedInStock;
    this.announcements = announcements;
    this.revision = revision;
    this.storedVersion = storedVersion;
  }

  public Sku sku() {
    return sku;
  }

  public String name() {
    return name;
  }

  public Money unitPrice() {
    return unitPrice;
  }

  public int available() {
    return available;
  }

  public int reserved() {
    return reserved;
  }

  /** Changes with every change of the name or the price, and with nothing else. */
  public long revision() {
    return revision;
  }

  /** Changes with every change of the item, its stock included. */
  public long version() {
    return changed ? storedVersion + 1 : storedVersion;
  }

  /** Whether anything of it is not as it is stored. */
  boolean isChanged() {
    return changed;
  }

  /** What others were last told. */
  boolean isAnnouncedInStock() {
    return announcedInStock;
  }

  /** How often others were told. */
  long announcements() {
    return announcements;
  }

  boolean covers(Quantity quantity) {
    return available >= quantity.value();
  }

  /**
   * @throws IllegalStateException if that many are not available
   */
  void reserve(Quantity quantity) {
    if (!covers(quantity)) {
      throw new IllegalStateException(
          "cannot reserve %d of %s: %d are available".formatted(quantity.value(), sku, available));
    }
    available -= quantity.value();
    reserved += quantity.value();
    changed = true;
  }

  /**
   * @throws IllegalStateException if that many are not reserved
   */
  void release(Quantity quantity) {
    if (reserved < quantity.value()) {
      throw new IllegalStateException(
          "cannot release %d of %s: %d are reserved".formatted(quantity.value(), sku, reserved));
    }
    reserved -= quantity.value();
    available += quantity.value();
    changed = true;
  }

  /**
   * Corrects what is available.
   *
   * @throws InsufficientStock if less than nothing would be left
   * @throws StockLimitExceeded if there would be more than {@link #STOCK_LIMIT}
   */
  StockAdjustment adjust(StockCorrection correction, Instant now) {
    StockDelta delta = correction.delta();
    if ((long) available + delta.value() < 0) {
      throw InsufficientStock.of(this, delta);
    }
    if ((long) available + reserved + delta.value() > STOCK_LIMIT) {
      throw StockLimitExceeded.of(this, delta);
    }
    available += delta.value();
    changed = true;
    return new StockAdjustment(correction, available, now);
  }

  void redefine(ItemName newName, Money newUnitPrice) {
    if (name.equals(newName.value()) && unitPrice.equals(newUnitPrice)) {
      return;
    }
    name = newName.value();
    unitPrice = newUnitPrice;
    revision++;
    redefined = true;
    changed = true;
  }

  /** What others have to be told that they have not been told yet; after this they have. */
  Optional<ItemStateChanged> announce() {
    if (!redefined && announcedInStock == isInStock()) {
      return Optional.empty();
    }
    announcements++;
    announcedInStock = isInStock();
    redefined = false;
    return Optional.of(new ItemStateChanged(sku, name, unitPrice, isInStock(), announcements));
  }

  private boolean isInStock() {
    return available > 0;
  }
}
