package io.orderstream.bench.settling;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.bench.load.AcceptedOrders;
import io.orderstream.testing.Servers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class OrderBooksTest {

  private static final Instant ANSWERED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration AT_ONCE = Duration.ZERO;

  private final AcceptedOrders accepted = new AcceptedOrders();
  private Session orders;
  private Session inventory;
  private Session notifications;
  private OrderBooks books;

  @BeforeEach
  void open() throws SQLException {
    orders = database("order-service");
    inventory = database("inventory-service");
    notifications = database("notification-service");
    books = new OrderBooks(orders, inventory, notifications);
  }

  @AfterEach
  void close() throws SQLException {
    books.close();
  }

  private static Session database(String service) throws SQLException {
    JdbcConnectionDetails details = Servers.current().newDatabase();
    var flyway =
        Flyway.configure()
            .dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword())
            .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    flyway.locations("filesystem:../../" + service + "/src/main/resources/db/migration");
    flyway.load().migrate();
    flyway.schemas("messaging");
    flyway.locations(
        "filesystem:../../messaging/src/main/resources/io/orderstream/messaging/schema");
    flyway.load().migrate();
    return Session.of(details.getJdbcUrl(), details.getUsername(), details.getPassword());
  }

  @Test
  void countsTheTimeFromTheAnswer() throws Exception {
    for (int millis = 1; millis <= 100; millis++) {
      UUID order = order("CONFIRMED", millis);
      mail(order, "SENT", millis + 5);
      mail(order, "SENT", millis + 1000);
    }

    Outcome outcome = books.outcomeOf(accepted, ANSWERED, ANSWERED);

    assertThat(outcome.settled()).isEqualTo(100);
    assertThat(outcome.settledAfter().getValueAtPercentile(50)).isBetween(49_900L, 50_100L);
    assertThat(outcome.settledAfter().getValueAtPercentile(99)).isBetween(98_900L, 99_100L);
    assertThat(outcome.lastSettled()).isEqualTo(ANSWERED.plusMillis(100));
    assertThat(outcome.backlogSettled()).isEqualTo(ANSWERED.plusMillis(100));
    assertThat(outcome.bestSecond()).isEqualTo(100);
    assertThat(outcome.mailedAfter().getValueAtPercentile(50)).isBetween(1_049_000L, 1_051_000L);
  }

  @Test
  void leavesOutWhatIsNotDone() throws Exception {
    order("PENDING", 1);
    UUID halfMailed = order("REJECTED", 1);
    mail(halfMailed, "SENT", 1);
    mail(halfMailed, "PENDING", 1);
    accepted.add(UUID.randomUUID(), 0);

    Outcome outcome = books.outcomeOf(accepted, ANSWERED, ANSWERED);

    assertThat(outcome.settled()).isOne();
    assertThat(outcome.mailed()).isZero();
    assertThat(outcome.lost()).isOne();
  }

  @Test
  void everythingIsSettledWhenMailsAreWrittenDown() throws Exception {
    UUID order = order("CONFIRMED", 1);
    assertThat(books.awaitSettled(ANSWERED, 1, AT_ONCE)).isFalse();

    mail(order, "SENT", 1);
    mail(order, "PENDING", 1);

    assertThat(books.awaitSettled(ANSWERED, 1, AT_ONCE)).isTrue();
    assertThat(books.awaitMailsSent(AT_ONCE)).isFalse();
  }

  @Test
  void onlyOrdersOfTheRoundAreWaitedFor() throws Exception {
    order("PENDING", 1);

    assertThat(books.awaitSettled(ANSWERED.plusMillis(1), 0, AT_ONCE)).isTrue();
    assertThat(books.awaitSettled(ANSWERED, 0, AT_ONCE)).isFalse();
  }

  @Test
  void seesThatAnOrderIsSettledWhenThatIsCommitted() throws Exception {
    UUID order = order("PENDING", 1);
    try (Watch watch = books.watch()) {
      long answered = System.nanoTime();
      watch.accepted(order, answered - 5_000_000, answered);
      orders.execute("begin");
      orders.execute("update orders set status = 'CONFIRMED', updated_at = now()");
      orders.execute("select pg_sleep(0.1)");
      orders.execute("commit");

      Watch.Seen seen = watch.await(Duration.ofSeconds(10));

      assertThat(seen.sinceAnswer().getTotalCount()).isOne();
      assertThat(seen.sinceAnswer().getMaxValue()).isBetween(100_000L, 5_000_000L);
      assertThat(seen.sinceIntended().getMaxValue() - seen.sinceAnswer().getMaxValue())
          .isBetween(4_000L, 6_000L);
    }
  }

  @Test
  void findsWhatDoesNotAddUp() throws Exception {
    order("PENDING", 1);
    order("CONFIRMED", 1);
    inventory.execute(
        "insert into reservation values (gen_random_uuid(), 'RESERVED', '[]', '[]', now(), null, 0)");

    assertThat(books.discrepancies())
        .containsExactly(
            "1 orders are neither confirmed nor rejected",
            "1 orders are confirmed and have nothing reserved",
            "1 reservations are for no confirmed order",
            "1 customers were not told what was decided");
  }

  /** An order in a state since so long after its answer. */
  private UUID order(String status, int millis) throws SQLException {
    UUID id = id(ANSWERED);
    orders.execute(
        """
        insert into orders (id, version, customer_id, email, lines, total_amount, total_currency,
            status, placed_at, updated_at)
        values ('%s', 1, 'alice', 'a@b.c', '[]', 1, 'EUR', '%s', '%s', '%s')
        """
            .formatted(id, status, ANSWERED, ANSWERED.plusMillis(millis)));
    accepted.add(id, ChronoUnit.MICROS.between(Instant.EPOCH, ANSWERED));
    return id;
  }

  /** As orders have them: the time comes first. */
  private static UUID id(Instant placed) {
    UUID random = UUID.randomUUID();
    return new UUID(
        (placed.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
        random.getLeastSignificantBits());
  }

  private void mail(UUID order, String status, int millis) throws SQLException {
    boolean sent = status.equals("SENT");
    notifications.execute(
        """
        insert into mails (id, order_id, order_version, kind, recipient, content, correlation_id,
            status, created_at, next_attempt_at, sent_at)
        values (gen_random_uuid(), '%s', 1, 'CONFIRMED', 'a@b.c', '{}', 'c', '%s', '%s', %s, %s)
        """
            .formatted(
                order,
                status,
                ANSWERED,
                sent ? "null" : "now()",
                sent ? "'" + ANSWERED.plusMillis(millis) + "'" : "null"));
  }
}
