package io.orderstream.messaging.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.messaging.TestApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "spring.application.name=sandbox")
class RetentionTest {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int BATCH = 10;

  @Autowired JdbcTemplate jdbc;
  @Autowired DataSource dataSource;
  @Autowired TransactionTemplate transaction;
  @Autowired RemovingExpiredRows ofTheService;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private String table;

  @BeforeEach
  void createTable() {
    table = "castles_" + UUID.randomUUID().toString().replace('-', '_');
    jdbc.execute(
        """
        create table %1$s (id int, built_at timestamptz not null, standing boolean default false);
        create index on %1$s (built_at);
        create table %1$s_removals (rows bigint);
        """
            .formatted(table));
  }

  @Test
  void removesOldRowsAndLeavesYoungOnes() throws Exception {
    build(3, "31 days");
    build(2, "29 days");

    run(castles());

    assertThat(count()).isEqualTo(2);
    assertThat(meters.get("retention.removed").tag("table", table).counter().count()).isEqualTo(3);
  }

  @Test
  void leavesOldRowsThatDoNotMeetTheCondition() throws Exception {
    build(3, "31 days");
    jdbc.update("update " + table + " set standing = true where id = 2");

    run(new ExpiringRows(table, "built_at", "not standing", KEPT));

    assertThat(jdbc.queryForList("select id from " + table, Integer.class)).containsExactly(2);
  }

  @Test
  void removesAFewRowsAtATimeOldestFirst() throws Exception {
    build(25, "40 days");
    build(10, "31 days");
    noteRemovals();

    run(castles());

    assertThat(removals()).containsExactly(10, 10, 10, 5);
    assertThat(count()).isZero();
  }

  @Test
  void leavesRowsThatSomebodyHoldsForTheNextRun() throws Exception {
    build(3, "31 days");

    transaction.executeWithoutResult(
        status -> {
          jdbc.queryForList("select * from " + table + " where id = 1 for update");
          CompletableFuture.runAsync(() -> runUnchecked(castles())).join();
        });
    assertThat(count()).isOne();

    run(castles());
    assertThat(count()).isZero();
  }

  @Test
  void ofTwoInstancesOneAtATimeRemoves() throws Exception {
    build(2 * BATCH, "31 days");
    noteRemovals();
    CompletableFuture<Void> first =
        transaction.execute(
            status -> {
              // keeps the first one in the middle of its removal
              jdbc.execute("lock table " + table + "_removals");
              CompletableFuture<Void> running =
                  CompletableFuture.runAsync(() -> runUnchecked(castles()));
              await().until(this::somebodyWaitsForALock);

              runUnchecked(castles());

              assertThat(count()).isEqualTo(2 * BATCH);
              return running;
            });

    first.join();

    assertThat(removals()).containsExactly(BATCH, BATCH, 0);
  }

  @Test
  void aTableThatFailsIsTriedAgainAndDoesNotStopTheOthers() throws Exception {
    build(3, "31 days");
    ExpiringRows missing = new ExpiringRows(table + "_2", "built_at", KEPT);
    RemovingExpiredRows removing = removing(missing, castles());

    removing.run(new CountDownLatch(1));

    assertThat(count()).isZero();
    assertThat(meters.get("retention.failures").tag("table", table + "_2").counter().count())
        .isOne();
    jdbc.execute("alter table %1$s rename to %1$s_2".formatted(table));
    jdbc.update("insert into " + table + "_2 values (1, now() - interval '31 days')");

    removing.run(new CountDownLatch(1));

    assertThat(jdbc.queryForObject("select count(*) from " + table + "_2", Integer.class)).isZero();
  }

  @Test
  void endsAfterTheBatchUnderWayWhenTheServiceStops() throws Exception {
    build(3 * BATCH, "31 days");

    removing(castles()).run(new CountDownLatch(0));

    assertThat(count()).isEqualTo(2 * BATCH);
  }

  @Test
  void theInboxForgetsAnEventAfterThreeWeeks() throws Exception {
    UUID old = UUID.randomUUID();
    UUID young = UUID.randomUUID();
    receive(old, "22 days");
    receive(young, "20 days");

    ofTheService.run(new CountDownLatch(1));

    assertThat(
            jdbc.queryForList(
                "select event_id from messaging.inbox where event_id in (?, ?)",
                UUID.class,
                old,
                young))
        .containsExactly(young);
  }

  @Test
  void findsOldInboxRowsByTheirIndex() {
    assertThat(
            jdbc.queryForList(
                """
                select indexrelid::regclass::text from pg_index
                where indrelid = 'messaging.inbox'::regclass and indisvalid
                """,
                String.class))
        .contains("messaging.inbox_by_age");
  }

  private ExpiringRows castles() {
    return new ExpiringRows(table, "built_at", KEPT);
  }

  private RemovingExpiredRows removing(ExpiringRows... rows) {
    return new RemovingExpiredRows(
        Stream.of(rows).map(each -> new ExpiredRows(each, jdbc, meters)).toList(),
        new JdbcTemplateLockProvider(new JdbcTemplate(dataSource), "messaging.shedlock"),
        new RetentionProperties(KEPT, Duration.ofMinutes(10), BATCH, Duration.ofMillis(1)),
        Clock.systemUTC());
  }

  private void run(ExpiringRows rows) throws InterruptedException {
    removing(rows).run(new CountDownLatch(1));
  }

  private void runUnchecked(ExpiringRows rows) {
    try {
      run(rows);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void build(int castles, String ago) {
    jdbc.update(
        "insert into %s select n, now() - ?::interval from generate_series(1, ?) n"
            .formatted(table),
        ago,
        castles);
  }

  private void receive(UUID event, String ago) {
    jdbc.update(
        "insert into messaging.inbox values ('sandbox', ?, now() - ?::interval)", event, ago);
  }

  private Integer count() {
    return jdbc.queryForObject("select count(*) from " + table, Integer.class);
  }

  private void noteRemovals() {
    jdbc.execute(
        """
        create function note_%1$s() returns trigger language plpgsql as $$
        begin insert into %1$s_removals select count(*) from gone; return null; end $$;
        create trigger note after delete on %1$s referencing old table as gone
        for each statement execute function note_%1$s()
        """
            .formatted(table));
  }

  private List<Integer> removals() {
    return jdbc.queryForList(
        "select rows from " + table + "_removals order by ctid", Integer.class);
  }

  private boolean somebodyWaitsForALock() {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from pg_locks where relation = ?::regclass and not granted)",
            Boolean.class,
            table + "_removals"));
  }
}
