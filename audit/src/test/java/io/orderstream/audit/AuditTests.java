package io.orderstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.audit.Shop.Placed;
import io.orderstream.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each test breaks an order of its own, in one way, and looks for what is said of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTests {

  private Shop shop;

  @BeforeAll
  void open() throws Exception {
    shop = new Shop();
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @Test
  void findsNothingWrongWithAHealthyOrder() throws Exception {
    Placed order = shop.confirmed();

    assertThat(shop.audit(order.id())).isEmpty();
    assertThat(shop.audit(order.sku())).isEmpty();
  }

  @Test
  void countsWhatItExamined() throws Exception {
    shop.confirmed();
    List<Breach> breaches = new ArrayList<>();

    AuditReport report = shop.audit(Duration.ZERO, breaches);

    assertThat(report.orders()).isPositive();
    assertThat(report.results())
        .extracting(AuditReport.Result::rule)
        .containsExactly(Rule.values());
    assertThat(report.results().getFirst().examined()).isEqualTo(report.orders());
    assertThat(report.breaches()).isEqualTo(breaches.size());
  }

  @Test
  void leavesOutOrdersThatStillSettle() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders("update orders set status = 'PENDING' where id = '%s'".formatted(order.id()));
    List<Breach> breaches = new ArrayList<>();

    AuditReport report = shop.audit(Duration.ofHours(1), breaches);

    assertThat(breaches).noneMatch(breach -> breach.subject().equals(order.id().toString()));
    assertThat(report.notes()).anyMatch(note -> note.contains("changed too recently"));
  }

  @Test
  void reportsAnOrderThatIsNotSettled() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders(
        "update orders set status = 'PENDING', history = history - 1 where id = '%s'"
            .formatted(order.id()));

    assertThatBreaches(order.id()).contains(Rule.SETTLED);
  }

  @Test
  void reportsAStatusThatItsHistoryDoesNotTellOf() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders("update orders set status = 'REJECTED' where id = '%s'".formatted(order.id()));

    assertThatBreaches(order.id()).contains(Rule.LIFE, Rule.RESERVED_AS_SETTLED);
  }

  @Test
  void reportsAnOrderThatWasSettledTwice() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders(
        """
        update orders set history = history || '[{"version": 3, "status": "CONFIRMED"}]'::jsonb
        where id = '%s'
        """
            .formatted(order.id()));

    assertThatBreaches(order.id()).contains(Rule.LIFE);
  }

  @Test
  void reportsAnOrderThatIsLost() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders("delete from orders where id = '%s'".formatted(order.id()));

    assertThatBreaches(order.id())
        .containsExactlyInAnyOrder(
            Rule.REPEATED_REQUESTS, Rule.EVENTS_OF_ORDERS, Rule.RESERVED_FOR_ORDERS);
  }

  @Test
  void reportsAnEventThatWasNeverPublished() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders(
        """
        update orders set history = jsonb_set(history, '{1,eventId}', to_jsonb(gen_random_uuid()))
        where id = '%s'
        """
            .formatted(order.id()));

    assertThatBreaches(order.id()).contains(Rule.PUBLISHED, Rule.MAILS_DUE, Rule.MAILS_ONCE);
  }

  @Test
  void reportsAnEventThatIsLeftInTheOutbox() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders(
        """
        insert into messaging.outbox (id, lane, topic, key, headers, event, appended_at, last_error)
        values (gen_random_uuid(), 1, 'orders.order.events.v1', '%s', '', '', now(), 'too large')
        """
            .formatted(order.id()));

    assertThat(shop.audit(order.id()))
        .singleElement()
        .satisfies(breach -> assertThat(breach.rule()).isEqualTo(Rule.OUTBOXES_EMPTY))
        .satisfies(breach -> assertThat(breach.detail()).contains("too large"));
  }

  @Test
  void reportsEventsInTheWrongOrder() throws Exception {
    Placed order = shop.confirmed();
    shop.publish(Topics.ORDER_EVENTS, order.id(), 4, UUID.randomUUID());
    shop.publish(Topics.ORDER_EVENTS, order.id(), 3, UUID.randomUUID());

    assertThat(shop.audit(order.id()))
        .singleElement()
        .satisfies(breach -> assertThat(breach.rule()).isEqualTo(Rule.EVENTS_IN_ORDER))
        .satisfies(breach -> assertThat(breach.detail()).contains("1, 2, 4, 3"));
  }

  @Test
  void reportsAGapBetweenEvents() throws Exception {
    Placed order = shop.confirmed();
    shop.publish(Topics.ORDER_EVENTS, order.id(), 4, UUID.randomUUID());

    assertThatBreaches(order.id()).containsExactly(Rule.EVENTS_IN_ORDER);
  }

  @Test
  void allowsAnEventToBePublishedAgain() throws Exception {
    Placed order = shop.confirmed();
    shop.publish(Topics.ORDER_EVENTS, order.id(), 1, order.created());

    assertThat(shop.audit(order.id())).isEmpty();
  }

  @Test
  void reportsTwoEventsOfOneVersion() throws Exception {
    Placed order = shop.confirmed();
    shop.publish(Topics.ORDER_EVENTS, order.id(), 2, UUID.randomUUID());

    assertThatBreaches(order.id()).containsExactly(Rule.EVENTS_REPEATED_AS_THEY_WERE);
  }

  @Test
  void reportsAConfirmedOrderWithoutReservation() throws Exception {
    Placed order = shop.confirmed();
    shop.inInventory("delete from reservation where order_id = '%s'".formatted(order.id()));

    assertThatBreaches(order.id()).containsExactly(Rule.RESERVED_AS_SETTLED);
    assertThatBreaches(order.sku()).containsExactly(Rule.STOCK);
  }

  @Test
  void reportsAReservationOfOtherItems() throws Exception {
    Placed order = shop.confirmed();
    shop.inInventory(
        """
        update reservation set items = jsonb_set(items, '{0,quantity}', '3') where order_id = '%s'
        """
            .formatted(order.id()));

    assertThatBreaches(order.id()).containsExactly(Rule.RESERVED_AS_SETTLED);
    assertThatBreaches(order.sku()).containsExactly(Rule.STOCK);
  }

  @Test
  void reportsAReservationThatWasNeverPublished() throws Exception {
    Placed order = shop.confirmed();
    shop.inInventory(
        "update reservation set status = 'RELEASED' where order_id = '%s'".formatted(order.id()));

    assertThatBreaches(order.id())
        .containsExactlyInAnyOrder(Rule.RESERVED_AS_SETTLED, Rule.RESERVATIONS_PUBLISHED);
  }

  @Test
  void reportsStockThatDoesNotAddUp() throws Exception {
    Placed order = shop.confirmed();
    shop.inInventory("update stock_item set available = 9 where sku = '%s'".formatted(order.sku()));

    assertThatBreaches(order.sku()).containsExactly(Rule.STOCK);
  }

  @Test
  void reportsAMailThatIsMissing() throws Exception {
    Placed order = shop.confirmed();
    shop.inNotifications("delete from mails where id = '%s'".formatted(order.settled()));

    assertThatBreaches(order.id()).containsExactly(Rule.MAILS_DUE);
  }

  @Test
  void reportsAMailThatIsNotSent() throws Exception {
    Placed order = shop.confirmed();
    shop.inNotifications(
        """
        update mails set status = 'PENDING', sent_at = null, next_attempt_at = now() where id = '%s'
        """
            .formatted(order.settled()));

    assertThatBreaches(order.id()).containsExactly(Rule.MAILS_SENT);
  }

  @Test
  void reportsASecondMailOfTheSame() throws Exception {
    Placed order = shop.confirmed();
    shop.inNotifications(
        """
        insert into mails
        select gen_random_uuid(), order_id, order_version, kind, recipient, content,
            correlation_id, status, attempts, created_at, next_attempt_at, sent_at, last_error
        from mails where id = '%s'
        """
            .formatted(order.settled()));

    assertThatBreaches(order.id()).contains(Rule.MAILS_ONCE);
  }

  @Test
  void reportsAMailThatTheServerNeverGot() throws Exception {
    Placed order = shop.confirmed();
    shop.lose(order.settled());
    shop.inNotifications(
        "update mails set sent_at = now() + interval '1 minute' where id = '%s'"
            .formatted(order.settled()));

    assertThatBreaches(order.id()).containsExactly(Rule.MAILS_HANDED_OVER);
  }

  @Test
  void auditsAnOrderWhoseServicesClockIsAhead() throws Exception {
    Placed order = shop.confirmed();
    shop.inOrders(
        "update orders set updated_at = now() + interval '1 hour' where id = '%s'"
            .formatted(order.id()));
    shop.inInventory("delete from reservation where order_id = '%s'".formatted(order.id()));

    assertThatBreaches(order.id()).containsExactly(Rule.RESERVED_AS_SETTLED);
  }

  private AbstractListAssert<?, List<? extends Rule>, Rule, ObjectAssert<Rule>> assertThatBreaches(
      Object subject) throws Exception {
    return assertThat(shop.audit(subject)).extracting(Breach::rule);
  }
}
