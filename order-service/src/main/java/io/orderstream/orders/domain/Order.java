package io.orderstream.orders.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asked for, and what became of it. Lines and prices never change once it is
 * placed; every transition records its event, which is published when the order is stored.
 */
public class Order {

  private final OrderId id;
  private final CustomerId customerId;
  private final @Nullable EmailAddress email;
  private final OrderLines lines;
  private final Money total;
  private final Instant placedAt;
  private final List<OrderEvent> events = new ArrayList<>();
  private int version;
  private OrderStatus status;
  private List<RefusedItem> refusedItems;
  private List<HistoryEntry> history;
  private Instant updatedAt;

  /** An order as it was stored. */
  Order(
      OrderId id,
      int version,
      CustomerId customerId,
      @Nullable EmailAddress email,
      OrderLines lines,
      Money total,
      OrderStatus status,
      List<RefusedItem> refusedItems,
      List<HistoryEntry> history,
      Instant placedAt,
      Instant updatedAt) {
    this.id = id;
    this.version = version;
    this.customerId = customerId;
    this.email = email;
    this.lines = lines;
    this.total = total;
    this.status = status;
    this.refusedItems = List.copyOf(refusedItems);
    this.history = List.copyOf(history);
    this.placedAt = placedAt;
    this.updatedAt = updatedAt;
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
    Order order =
        new Order(
            id,
            0,
            customerId,
            email,
            lines,
            lines.total(),
            OrderStatus.PENDING,
            List.of(),
            List.of(),
            now,
            now);
    order.events.add(new OrderEvent.Created(order, order.enterHistory(cause)));
    return order;
  }

  void confirm(Instant now, Cause cause) {
    become(OrderStatus.CONFIRMED, now);
    events.add(new OrderEvent.Confirmed(this, enterHistory(cause)));
  }

  void reject(List<RefusedItem> refused, Instant now, Cause cause) {
    become(OrderStatus.REJECTED, now);
    refusedItems = List.copyOf(refused);
    events.add(new OrderEvent.Rejected(this, enterHistory(cause)));
  }

  void cancel(Instant now, Cause cause) {
    become(OrderStatus.CANCELLED, now);
    events.add(new OrderEvent.Cancelled(this, enterHistory(cause)));
  }

  private void become(OrderStatus next, Instant now) {
    if (!status.mayBecome(next)) {
      throw TransitionForbidden.of(this, next);
    }
    status = next;
    updatedAt = now;
  }

  private HistoryEntry enterHistory(Cause cause) {
    version++;
    HistoryEntry entry = HistoryEntry.of(version, status, updatedAt, cause);
    history = Stream.concat(history.stream(), Stream.of(entry)).toList();
    return entry;
  }

  /** What happened to it since it was last stored, which is regarded as stored then. */
  List<OrderEvent> takeEvents() {
    List<OrderEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** The version that it was last stored with; 0 before it is stored. */
  int storedVersion() {
    return version - events.size();
  }

  /** What it was when it was accepted: its first version, pending. */
  Order asAccepted() {
    return new Order(
        id,
        1,
        customerId,
        email,
        lines,
        total,
        OrderStatus.PENDING,
        List.of(),
        history.stream().limit(1).toList(),
        placedAt,
        placedAt);
  }

  public OrderId id() {
    return id;
  }

  /** How many events there are of it. */
  public int version() {
    return version;
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
