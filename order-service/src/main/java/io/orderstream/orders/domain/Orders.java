package io.orderstream.orders.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** All orders. Saving one publishes the events it recorded. */
interface Orders extends Repository<Order, OrderId>, JpaSpecificationExecutor<Order> {

  Sort OLDEST_FIRST = Sort.by("id.value");
  Sort NEWEST_FIRST = OLDEST_FIRST.descending();

  Order save(Order order);

  List<Order> saveAll(Iterable<Order> orders);

  Optional<Order> findById(OrderId id);

  /** Those of the given orders that exist. */
  @NativeQuery("select * from orders where id = any(:ids)")
  List<Order> findAll(UUID... ids);

  /** Those of the given orders that exist, held against changes until the transaction ends. */
  @NativeQuery("select * from orders where id = any(:ids) order by id for no key update")
  List<Order> lock(UUID... ids);

  /** How many orders with an id below the given one wait for inventory still. */
  @NativeQuery("select count(*) from orders where status = 'PENDING' and id < :id")
  long countPendingBelow(UUID id);
}
