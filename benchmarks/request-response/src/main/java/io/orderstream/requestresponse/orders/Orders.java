package io.orderstream.requestresponse.orders;

import static java.time.ZoneOffset.UTC;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.RefusedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** All orders. A method of one statement is a transaction without being told so. */
@Repository
class Orders {

  private final JdbcClient jdbc;
  private final IdempotencyKeys keys;
  private final JsonMapper json;

  Orders(JdbcClient jdbc, IdempotencyKeys keys, JsonMapper json) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.json = json;
  }

  /**
   * Stores a new order, unless its key stands for an earlier one.
   *
   * @return the one stored
   */
  @Transactional
  public Order accept(Order order, OrderDraft draft, @Nullable IdempotencyKey key) {
    UUID holder = key == null ? order.id() : keys.claim(key, draft.fingerprint(), order.id());
    if (key != null && !holder.equals(order.id())) {
      return find(holder).orElseThrow(key::inUse);
    }
    jdbc.sql(
            """
            insert into orders
              (id, version, customer_id, email, lines, status, history, placed_at, updated_at)
            values (?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?)
            """)
        .param(order.id())
        .param(order.version())
        .param(order.customerId())
        .param(order.email())
        .param(json.writeValueAsString(order.lines()))
        .param(order.status().name())
        .param(json.writeValueAsString(order.history()))
        .param(order.placedAt().atOffset(UTC))
        .param(order.updatedAt().atOffset(UTC))
        .update();
    return order;
  }

  public Optional<Order> find(UUID id) {
    return jdbc.sql("select * from orders where id = ?")
        .param(id)
        .query((row, _) -> order(row))
        .optional();
  }

  /**
   * Stores what became of an order.
   *
   * @return whether it was pending
   */
  public boolean settle(Order order) {
    Money total = order.total();
    return jdbc.sql(
                """
                update orders
                set version = ?, lines = ?::jsonb, total_amount = ?::numeric, total_currency = ?,
                    status = ?, refused_items = ?::jsonb, history = ?::jsonb, updated_at = ?
                where id = ? and status = 'PENDING'
                """)
            .param(order.version())
            .param(json.writeValueAsString(order.lines()))
            .param(total == null ? null : total.amount())
            .param(total == null ? null : total.currency())
            .param(order.status().name())
            .param(order.refused().isEmpty() ? null : json.writeValueAsString(order.refused()))
            .param(json.writeValueAsString(order.history()))
            .param(order.updatedAt().atOffset(UTC))
            .param(order.id())
            .update()
        == 1;
  }

  /**
   * Removes a pending order, so that its key can be used anew.
   *
   * @return whether it was pending
   */
  @Transactional
  public boolean discard(UUID id, @Nullable IdempotencyKey key) {
    boolean discarded =
        jdbc.sql("delete from orders where id = ? and status = 'PENDING'").param(id).update() == 1;
    if (discarded && key != null) {
      keys.forget(key, id);
    }
    return discarded;
  }

  private Order order(ResultSet row) throws SQLException {
    return new Order(
        row.getObject("id", UUID.class),
        row.getString("customer_id"),
        row.getString("email"),
        List.of(json.readValue(row.getString("lines"), OrderLine[].class)),
        total(row),
        OrderStatus.valueOf(row.getString("status")),
        refused(row.getString("refused_items")),
        List.of(json.readValue(row.getString("history"), HistoryEntry[].class)),
        instant(row, "placed_at"),
        instant(row, "updated_at"));
  }

  private static @Nullable Money total(ResultSet row) throws SQLException {
    String amount = row.getString("total_amount");
    return amount == null ? null : new Money(amount, row.getString("total_currency"));
  }

  private List<RefusedItem> refused(@Nullable String stored) {
    return stored == null ? List.of() : List.of(json.readValue(stored, RefusedItem[].class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
