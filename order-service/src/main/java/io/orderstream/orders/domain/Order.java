package io.orderstream.orders.domain;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What a customer asked for, and what became of it. Lines and prices never change once it is
 * placed; every transition records its event, which is published when the order is saved.
 */
@Entity
@Table(name = "orders")
public class Order extends AbstractAggregateRoot<Order> {

  @EmbeddedId private OrderId id;

  @Version private @Nullable Integer version;

  @Embedded private CustomerId customerId;

  @Embedded private @Nullable EmailAddress email;

  @Convert(converter = OrderLinesColumn.class)
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private OrderLines lines;

  @Embedded
  @AttributeOverride(name = "amount", column = @Column(name = "total_amount", updatable = false))
  @AttributeOverride(
      name = "currency",
      column = @Column(name = "total_currency", updatable = false))
  private Money total;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  @Convert(converter = RefusedItemsColumn.class)
  @JdbcTypeCode(SqlTypes.JSON)
  private List<RefusedItem> refusedItems = List.of();

  @Convert(converter = HistoryColumn.class)
  @JdbcTypeCode(SqlTypes.JSON)
  private List<HistoryEntry> history = List.of();

  @Column(updatable = false)
  private Instant placedAt;

  private Instant updatedAt;

  @SuppressWarnings("NullAway.Init")
  protected Order() {}

  private Order(
      OrderId id,
      CustomerId customerId,
      @Nullable EmailAddress email,
      OrderLines lines,
      Instant placedAt) {
    this.id = id;
    this.customerId = customerId;
    this.email = email;
    this.lines = lines;
    this.total = lines.total();
    this.status = OrderStatus.PENDING;
    this.placedAt = placedAt;
    this.updatedAt = placedAt;
  }

  /**
   * @throws AmountTooLarge if the lines come to more than an order can
   * @throws MixedCurrencies if two lines have different currencies
   */
  static Order place(
      OrderId id,
      CustomerId customerId,
      @Nullable EmailAddress email,
      OrderLines lines,
      Instant now,
      Cause cause) {
    Order order = new Order(id, customerId, email, lines, now);
    order.registerEvent(new OrderEvent.Created(order, order.enterHistory(cause)));
    return order;
  }

  void confirm(Instant now, Cause cause) {
    become(OrderStatus.CONFIRMED, now);
    registerEvent(new OrderEvent.Confirmed(this, enterHistory(cause)));
  }

  void reject(List<RefusedItem> refused, Instant now, Cause cause) {
    become(OrderStatus.REJECTED, now);
    refusedItems = List.copyOf(refused);
    registerEvent(new OrderEvent.Rejected(this, enterHistory(cause)));
  }

  void cancel(Instant now, Cause cause) {
    become(OrderStatus.CANCELLED, now);
    registerEvent(new OrderEvent.Cancelled(this, enterHistory(cause)));
  }

  private void become(OrderStatus next, Instant now) {
    if (!status.mayBecome(next)) {
      throw TransitionForbidden.of(this, next);
    }
    status = next;
    updatedAt = now;
  }

  private HistoryEntry enterHistory(Cause cause) {
    int nextVersion = version() + domainEvents().size() + 1;
    HistoryEntry entry = HistoryEntry.of(nextVersion, status, updatedAt, cause);
    history = Stream.concat(history.stream(), Stream.of(entry)).toList();
    return entry;
  }

  /** What it was when it was accepted: its first version, pending. */
  Order asAccepted() {
    Order accepted = new Order(id, customerId, email, lines, placedAt);
    accepted.version = 0;
    accepted.history = history.stream().limit(1).toList();
    return accepted;
  }

  public OrderId id() {
    return id;
  }

  /** How many events the stored order has published; 0 before it is stored. */
  public int version() {
    return version == null ? 0 : version + 1;
  }

  public CustomerId customerId() {
    return customerId;
  }

  public @Nullable EmailAddress email() {
    return email;
  }

  public List<OrderLine> lines() {
    return lines.asList();
  }

  public Money total() {
    return total;
  }

  public OrderStatus status() {
    return status;
  }

  /** Why it was rejected, in sku order; empty unless it was. */
  public List<RefusedItem> refusedItems() {
    return refusedItems;
  }

  /** What happened to it, oldest first. */
  public List<HistoryEntry> history() {
    return history;
  }

  public Instant placedAt() {
    return placedAt;
  }

  /** When it came into its present state. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
