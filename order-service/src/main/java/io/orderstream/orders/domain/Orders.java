package io.orderstream.orders.domain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * All orders. Storing some takes one statement, however many they are, and publishes the events
 * that they recorded, in the same transaction.
 */
@Repository
class Orders {

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  Orders(JdbcClient jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /** Stores new orders. */
  void insert(List<Order> orders) {
    if (orders.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into orders (id, version, customer_id, email, lines, total_amount,
                total_currency, status, refused_items, history, placed_at, updated_at)
            select * from unnest(?::uuid[], ?, ?, ?, ?::jsonb[], ?::numeric[],
                ?, ?, ?::jsonb[], ?::jsonb[], ?::timestamptz[], ?::timestamptz[])
            """)
        .param(texts(orders, order -> order.id().toString()))
        .param(versions(orders, Order::version))
        .param(texts(orders, order -> order.customerId().value()))
        .param(texts(orders, order -> order.email() == null ? null : order.email().value()))
        .param(texts(orders, order -> OrderLinesColumn.write(order.lines())))
        .param(texts(orders, order -> order.total().digits()))
        .param(texts(orders, order -> order.total().currency().getCurrencyCode()))
        .param(texts(orders, order -> order.status().name()))
        .param(texts(orders, order -> RefusedItemsColumn.write(order.refusedItems())))
        .param(texts(orders, order -> HistoryColumn.write(order.history())))
        .param(texts(orders, order -> order.placedAt().toString()))
        .param(texts(orders, order -> order.updatedAt().toString()))
        .update();
    publish(orders);
  }

  /**
   * Stores what became of orders.
   *
   * @throws OptimisticLockingFailureException if one was stored by somebody else since it was read
   */
  void update(List<Order> orders) {
    if (orders.isEmpty()) {
      return;
    }
    int updated =
        jdbc.sql(
                """
                update orders
                set version = changed.version, status = changed.status,
                    refused_items = changed.refused_items, history = changed.history,
                    updated_at = changed.updated_at
                from unnest(?::uuid[], ?, ?, ?, ?::jsonb[], ?::jsonb[], ?::timestamptz[])
                    as changed (id, known, version, status, refused_items, history, updated_at)
                where orders.id = changed.id and orders.version = changed.known
                """)
            .param(texts(orders, order -> order.id().toString()))
            .param(versions(orders, Order::storedVersion))
            .param(versions(orders, Order::version))
            .param(texts(orders, order -> order.status().name()))
            .param(texts(orders, order -> RefusedItemsColumn.write(order.refusedItems())))
            .param(texts(orders, order -> HistoryColumn.write(order.history())))
            .param(texts(orders, order -> order.updatedAt().toString()))
            .update();
    if (updated != orders.size()) {
      throw new OptimisticLockingFailureException(
          "%d of %d orders were changed by somebody else"
              .formatted(orders.size() - updated, orders.size()));
    }
    publish(orders);
  }

  private void publish(List<Order> orders) {
    orders.forEach(order -> order.takeEvents().forEach(events::publishEvent));
  }

  Optional<Order> find(OrderId id) {
    return find(List.of(id)).stream().findFirst();
  }

  /** Those of the given orders that exist. */
  List<Order> find(Collection<OrderId> ids) {
    return select("where id = any(?)", List.of((Object) values(ids)));
  }

  /** Those of the given orders that exist, held against changes until the transaction ends. */
  List<Order> lock(Collection<OrderId> ids) {
    return select("where id = any(?) order by id for no key update", List.of((Object) values(ids)));
  }

  /** The newest orders that a query is about, newest first. */
  List<Order> newest(OrderQuery query, int limit) {
    Conditions conditions = new Conditions();
    conditions.given("customer_id = ?", query.reach().only(), CustomerId::value);
    conditions.status(query.status());
    conditions.given("id >= ?", query.placedFrom(), time -> OrderId.firstAt(time).value());
    conditions.given("id < ?", query.placedBefore(), time -> OrderId.firstAt(time).value());
    conditions.given("id < ?", query.after(), OrderId::value);
    return conditions.select("order by id desc", limit);
  }

  /** Orders below an id that wait for inventory still, oldest first. */
  List<Order> pending(@Nullable OrderId after, OrderId below, int limit) {
    Conditions conditions = new Conditions();
    conditions.status(OrderStatus.PENDING);
    conditions.given("id > ?", after, OrderId::value);
    conditions.given("id < ?", below, OrderId::value);
    return conditions.select("order by id", limit);
  }

  /** How many orders with an id below the given one wait for inventory still. */
  long countPendingBelow(OrderId id) {
    return jdbc.sql("select count(*) from orders where status = 'PENDING' and id < ?")
        .param(id.value())
        .query(Long.class)
        .single();
  }

  private List<Order> select(String clauses, List<?> parameters) {
    return jdbc.sql(
            """
            select id, version, customer_id, email, lines, total_amount, total_currency, status,
                refused_items, history, placed_at, updated_at
            from orders
            """
                + clauses)
        .params(parameters)
        .query((row, _) -> order(row))
        .list();
  }

  /** The column counts from 0. */
  private static Order order(ResultSet row) throws SQLException {
    String email = row.getString("email");
    return new Order(
        new OrderId(row.getObject("id", UUID.class)),
        row.getInt("version") + 1,
        new CustomerId(row.getString("customer_id")),
        email == null ? null : new EmailAddress(email),
        OrderLinesColumn.read(row.getString("lines")),
        Money.of(row.getString("total_amount"), row.getString("total_currency")),
        OrderStatus.valueOf(row.getString("status")),
        RefusedItemsColumn.read(row.getString("refused_items")),
        HistoryColumn.read(row.getString("history")),
        instant(row, "placed_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static UUID[] values(Collection<OrderId> ids) {
    return ids.stream().map(OrderId::value).distinct().toArray(UUID[]::new);
  }

  private static @Nullable String[] texts(
      List<Order> orders, Function<Order, @Nullable String> column) {
    return orders.stream().map(column).toArray(String[]::new);
  }

  /** The column counts from 0. */
  private static Integer[] versions(List<Order> orders, Function<Order, Integer> version) {
    return orders.stream().map(order -> version.apply(order) - 1).toArray(Integer[]::new);
  }

  /** Conditions such as indexes support. Times are conditions on ids, which tell them. */
  private final class Conditions {

    private final List<String> clauses = new ArrayList<>(List.of("true"));
    private final List<Object> parameters = new ArrayList<>();

    private <T> void given(String clause, @Nullable T value, Function<T, Object> parameter) {
      if (value != null) {
        clauses.add(clause);
        parameters.add(parameter.apply(value));
      }
    }

    /** Part of the statement, as only then the database knows which index serves. */
    private void status(@Nullable OrderStatus status) {
      if (status != null) {
        clauses.add("status = '%s'".formatted(status.name()));
      }
    }

    private List<Order> select(String order, int limit) {
      parameters.add(limit);
      return Orders.this.select(
          "where %s %s limit ?".formatted(String.join(" and ", clauses), order), parameters);
    }
  }
}
