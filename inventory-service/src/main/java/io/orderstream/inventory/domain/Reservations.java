package io.orderstream.inventory.domain;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The reservations of all orders. */
interface Reservations extends Repository<Reservation, OrderId> {

  /** Those there are for the given orders. */
  default Map<OrderId, Reservation> of(Collection<OrderId> orders) {
    return withIds(orders.stream().map(OrderId::value).toArray(UUID[]::new)).stream()
        .collect(toMap(Reservation::orderId, Function.identity()));
  }

  @NativeQuery("select * from reservation where order_id = any(:ids)")
  List<Reservation> withIds(UUID[] ids);

  void saveAll(Iterable<Reservation> reservations);
}
