package io.orderstream.inventory.domain;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;

/**
 * An item and its stock. What is available can be reserved; what is reserved is held by orders.
 * Neither is ever below zero.
 */
@Entity
@Table(name = "stock_item")
public class StockItem {

  /** How many of one item there may be, available and reserved together. */
  public static final int STOCK_LIMIT = 1_000_000_000;

  @EmbeddedId
  @AttributeOverride(name = "value", column = @Column(name = "sku"))
  private Sku sku;

  private String name;

  @Embedded
  @AttributeOverride(name = "amount", column = @Column(name = "unit_price"))
  private Money unitPrice;

  private int available;

  private int reserved;

  private boolean announcedInStock;

  private long announcements;

  private long revision;

  @Transient private boolean redefined;

  @Version private long version;

  @SuppressWarnings("NullAway.Init")
  protected StockItem() {}

  /** A new item without stock. */
  StockItem(ItemDefinition definition) {
    this.sku = definition.sku();
    this.name = definition.name().value();
    this.unitPrice = definition.unitPrice();
    this.redefined = true;
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
    return version;
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
  }

  /** What others have to be told that they have not been {@link #told} yet. */
  @DomainEvents
  List<ItemStateChanged> news() {
    return isNews()
        ? List.of(new ItemStateChanged(sku, name, unitPrice, isInStock(), announcements + 1))
        : List.of();
  }

  @AfterDomainEventPublication
  void told() {
    if (isNews()) {
      announcements++;
      announcedInStock = isInStock();
      redefined = false;
    }
  }

  private boolean isNews() {
    return redefined || announcedInStock != isInStock();
  }

  private boolean isInStock() {
    return available > 0;
  }
}
