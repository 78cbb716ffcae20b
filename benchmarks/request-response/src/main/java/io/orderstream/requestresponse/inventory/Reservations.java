package io.orderstream.requestresponse.inventory;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toMap;

import io.orderstream.contracts.RefusedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What became of the stock for each order; there is one for each order, for ever. */
@Repository
class Reservations {

  enum Status {
    RESERVED,
    REJECTED,
    RELEASED
  }

  /** A reservation as it is stored. */
  record Reservation(Status status, List<RefusedItem> refused) {}

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Reservations(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Stores what was decided on an order, unless something was before.
   *
   * @param refused why nothing is held; empty if everything is
   * @return whether it is stored
   */
  boolean add(UUID order, Map<String, Integer> wanted, List<RefusedItem> refused, Instant now) {
    Map<String, Integer> held = refused.isEmpty() ? wanted : Map.of();
    return jdbc.sql(
                """
                insert into reservation (order_id, status, items, refused, decided_at, version)
                values (?, ?, ?::jsonb, ?::jsonb, ?, 0)
                on conflict (order_id) do nothing
                """)
            .param(order)
            .param((refused.isEmpty() ? Status.RESERVED : Status.REJECTED).name())
            .param(
                json.writeValueAsString(
                    held.entrySet().stream()
                        .map(item -> new HeldItem(item.getKey(), item.getValue()))
                        .toList()))
            .param(json.writeValueAsString(refused))
            .param(now.atOffset(UTC))
            .update()
        == 1;
  }

  /** The reservation of an order that has one. */
  Reservation of(UUID order) {
    return jdbc.sql("select status, refused from reservation where order_id = ?")
        .param(order)
        .query((row, _) -> reservation(row))
        .single();
  }

  /**
   * Makes sure that an order holds nothing, now or later.
   *
   * @return what it held until now, by sku
   */
  Map<String, Integer> release(UUID order, Instant now) {
    return jdbc.sql(
            """
            insert into reservation
              (order_id, status, items, refused, decided_at, released_at, version)
            values (:order, 'RELEASED', '[]', '[]', :now, :now, 0)
            on conflict (order_id) do update
            set status = 'RELEASED', released_at = excluded.released_at,
                version = reservation.version + 1
            where reservation.status = 'RESERVED'
            returning items
            """)
        .param("order", order)
        .param("now", now.atOffset(UTC))
        .query(String.class)
        .optional()
        .map(items -> json.readValue(items, HeldItem[].class))
        .map(Reservations::quantities)
        .orElse(Map.of());
  }

  private Reservation reservation(ResultSet row) throws SQLException {
    return new Reservation(
        Status.valueOf(row.getString("status")),
        List.of(json.readValue(row.getString("refused"), RefusedItem[].class)));
  }

  private static Map<String, Integer> quantities(HeldItem[] items) {
    return Stream.of(items)
        .collect(toMap(HeldItem::sku, HeldItem::quantity, Integer::sum, TreeMap::new));
  }

  private record HeldItem(String sku, int quantity) {}
}
