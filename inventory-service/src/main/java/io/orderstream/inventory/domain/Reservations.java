package io.orderstream.inventory.domain;

import static java.util.stream.Collectors.toMap;

import io.orderstream.inventory.domain.Reservation.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The reservations of all orders. */
@Repository
class Reservations {

  /** What is stored is not read with the limits and the strictness that requests are. */
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  Reservations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those there are for the given orders. */
  Map<OrderId, Reservation> of(Collection<OrderId> orders) {
    return jdbc
        .sql(
            """
            select order_id, status, items, refused, decided_at, released_at, version
            from reservation where order_id = any(?)
            """)
        .param(orders.stream().map(OrderId::value).toArray(UUID[]::new))
        .query(Reservations::reservation)
        .list()
        .stream()
        .collect(toMap(Reservation::orderId, Function.identity()));
  }

  void insert(List<Reservation> reservations) {
    if (reservations.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into reservation
                (order_id, status, items, refused, decided_at, released_at, version)
            select * from unnest(:orders, :statuses, :items::jsonb[], :refused::jsonb[],
                :decided::timestamptz[], :released::timestamptz[], :versions)
            """)
        .param("orders", ids(reservations))
        .param("statuses", column(reservations, Reservation::status))
        .param("items", column(reservations, made -> JSON.writeValueAsString(made.items())))
        .param("refused", column(reservations, made -> JSON.writeValueAsString(made.refused())))
        .param("decided", column(reservations, Reservation::decidedAt))
        .param("released", column(reservations, Reservation::releasedAt))
        .param("versions", versions(reservations))
        .update();
  }

  /**
   * Stores what became of reservations since they were read.
   *
   * @throws OptimisticLockingFailureException if others changed one in the meantime
   */
  void update(List<Reservation> reservations) {
    if (reservations.isEmpty()) {
      return;
    }
    int updated =
        jdbc.sql(
                """
                update reservation
                set status = new.status, released_at = new.released_at, version = new.version
                from unnest(:orders, :statuses, :released::timestamptz[], :versions)
                    as new (order_id, status, released_at, version)
                where reservation.order_id = new.order_id
                  and reservation.version = new.version - 1
                """)
            .param("orders", ids(reservations))
            .param("statuses", column(reservations, Reservation::status))
            .param("released", column(reservations, Reservation::releasedAt))
            .param("versions", versions(reservations))
            .update();
    if (updated < reservations.size()) {
      throw new OptimisticLockingFailureException(
          "%d of %d reservations were changed by others"
              .formatted(reservations.size() - updated, reservations.size()));
    }
  }

  private static UUID[] ids(List<Reservation> reservations) {
    return reservations.stream().map(made -> made.orderId().value()).toArray(UUID[]::new);
  }

  private static Long[] versions(List<Reservation> reservations) {
    return reservations.stream().map(Reservation::version).toArray(Long[]::new);
  }

  private static @Nullable String[] column(
      List<Reservation> reservations, Function<Reservation, @Nullable Object> value) {
    return reservations.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
  }

  private static Reservation reservation(ResultSet row, int number) throws SQLException {
    return new Reservation(
        new OrderId(row.getObject("order_id", UUID.class)),
        Status.valueOf(row.getString("status")),
        List.of(JSON.readValue(row.getString("items"), ItemQuantity[].class)),
        List.of(JSON.readValue(row.getString("refused"), RefusedItem[].class)),
        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
        instantOrNull(row.getObject("released_at", OffsetDateTime.class)),
        row.getLong("version"));
  }

  private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
