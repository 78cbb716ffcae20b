package io.orderstream.inventory.domain;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What an order got of the stock. There is one for each order, for ever. */
@Entity
@Table(name = "reservation")
public class Reservation {

  enum Status {
    RESERVED,
    REJECTED,
    RELEASED
  }

  @EmbeddedId
  @AttributeOverride(name = "value", column = @Column(name = "order_id"))
  private OrderId orderId;

  @Enumerated(EnumType.STRING)
  private Status status;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private List<ItemQuantity> items;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private List<RefusedItem> refused;

  private Instant decidedAt;

  private @Nullable Instant releasedAt;

  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init")
  protected Reservation() {}

  private Reservation(
      OrderId orderId,
      Status status,
      List<ItemQuantity> items,
      List<RefusedItem> refused,
      Instant decidedAt) {
    this.orderId = orderId;
    this.status = status;
    this.items = items;
    this.refused = refused;
    this.decidedAt = decidedAt;
  }

  static Reservation reserved(OrderId orderId, List<ItemQuantity> items, Instant now) {
    return new Reservation(orderId, Status.RESERVED, items, List.of(), now);
  }

  static Reservation rejected(OrderId orderId, List<RefusedItem> refused, Instant now) {
    return new Reservation(orderId, Status.REJECTED, List.of(), refused, now);
  }

  /** Stands for an order that was called off before it was seen, so that it never gets stock. */
  static Reservation neverToBe(OrderId orderId, Instant now) {
    var tombstone = new Reservation(orderId, Status.RELEASED, List.of(), List.of(), now);
    tombstone.releasedAt = now;
    return tombstone;
  }

  OrderId orderId() {
    return orderId;
  }

  Status status() {
    return status;
  }

  /** What the order holds, or held until it was released. */
  List<ItemQuantity> items() {
    return items;
  }

  List<RefusedItem> refused() {
    return refused;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  @Nullable Instant releasedAt() {
    return releasedAt;
  }

  boolean holdsStock() {
    return status == Status.RESERVED;
  }

  /**
   * @throws IllegalStateException if it holds no stock
   */
  void release(Instant now) {
    if (!holdsStock()) {
      throw new IllegalStateException(
          "reservation %s is %s and holds no stock".formatted(orderId.value(), status));
    }
    status = Status.RELEASED;
    releasedAt = now;
  }
}
