package io.orderstream.inventory;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.orderstream.inventory.domain.ItemQuantity;
import io.orderstream.inventory.domain.OrderId;
import io.orderstream.inventory.domain.Quantity;
import io.orderstream.inventory.domain.SettlingReservations;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockRequest;
import io.orderstream.testing.DatabaseWork;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reservation costs the same however many there are: in pages touched, not in time. */
@RunningService
class GrowthTests {

  private static final int FEW = 10_000;
  private static final int MANY = 300_000;

  /** As orders have them: new ones are beside each other in an index. */
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  /** So few that reading the whole table would not be worth while among few, either. */
  private static final int ORDERS = 20;

  @Autowired private SettlingReservations settling;
  @Autowired private Shop shop;
  @Autowired private DataSource database;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("outboxRelay")
  private SmartLifecycle relay;

  @BeforeEach
  void keepOthersFromTheDatabase() {
    relay.stop();
  }

  @AfterEach
  void letOthersIn() {
    relay.start();
  }

  @Test
  void aReservationCostsTheSameHoweverManyThereAre() {
    String sku = shop.stocks(10 * ORDERS);
    addPast(0, FEW);
    Costs few = costs(sku);

    addPast(FEW, MANY);
    Costs many = costs(sku);

    many.reserving.requireNoMoreThan(few.reserving);
    many.releasing.requireNoMoreThan(few.releasing);
  }

  private Costs costs(String sku) {
    List<OrderId> orders =
        IntStream.range(0, ORDERS).mapToObj(_ -> new OrderId(IDS.generate())).toList();
    List<ItemQuantity> items = List.of(new ItemQuantity(new Sku(sku), new Quantity(1)));
    return new Costs(
        settle(
            orders.stream()
                .map(order -> (StockRequest) new StockRequest.Reserve(order, items))
                .toList()),
        settle(
            orders.stream().map(order -> (StockRequest) new StockRequest.Release(order)).toList()));
  }

  private DatabaseWork settle(List<StockRequest> requests) {
    return DatabaseWork.of(
        database, List.of("reservation", "stock_item"), () -> settling.settle(requests));
  }

  private void addPast(int from, int to) {
    // its work would be counted, too; and room on every page, or chance decides on index entries
    jdbc.sql("alter table reservation set (autovacuum_enabled = off, fillfactor = 50)").update();
    jdbc.sql(
            """
            insert into reservation
            select uuidv7(-n * interval '100 ms'), 'RESERVED', '[]', '[]', now(), null, 0
            from generate_series(?, ?, -1) n
            """)
        .params(to, from + 1)
        .update();
    jdbc.sql("analyze reservation").update();
  }

  private record Costs(DatabaseWork reserving, DatabaseWork releasing) {}
}
