package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Topics;
import io.orderstream.systemtests.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Stack.class)
class OutageTest {

  private static final int ORDERS = 1000;
  private static final int CLIENTS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Shop shop = new Shop();

  @Test
  void mailsOfOrdersPlacedWhileNotificationsAreDownArriveOnceTheyAreBack() throws Exception {
    String sku = shop.stock(100);
    Stack.kill("notification-service");
    for (int i = 0; i < 50; i++) {
      shop.placed(sku, 1);
    }
    Waiting.until(() -> assertThat(shop.orders("CONFIRMED")).hasSize(50));
    assertThat(new Mailbox(shop.email()).mails()).isEmpty();

    Stack.restart("notification-service");

    Waiting.until(() -> assertThat(new Mailbox(shop.email()).ids()).hasSize(100));
    new Events(Topics.ORDER_EVENTS).awaitConsumedBy("notification-service");
    assertThat(new Mailbox(shop.email()).mails())
        .hasSize(100)
        .extracting(Mailbox.Mail::messageId)
        .doesNotHaveDuplicates();
  }

  @Test
  void ordersAreAcceptedWhileKafkaIsDownAndPublishedInOrderWhenItIsBack() throws Exception {
    String sku = shop.stock(100);
    Stack.kill("kafka");
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      orders.add(shop.placed(sku, 1));
    }
    List<String> cancelled = orders.subList(0, 20);
    cancelled.forEach(order -> assertThat(shop.cancel(order).status()).isEqualTo(200));

    Stack.restart("kafka");

    Waiting.until(() -> assertThat(shop.orders("PENDING")).isEmpty());
    assertThat(shop.orders("CONFIRMED"))
        .containsExactlyInAnyOrderElementsOf(orders.subList(20, 40));
    assertThat(shop.orders("CANCELLED")).containsExactlyInAnyOrderElementsOf(cancelled);
    Waiting.until(() -> assertThat(shop.item(sku).path("available").intValue()).isEqualTo(80));
    Map<String, List<Event>> published = new Events(Topics.ORDER_EVENTS).byKey();
    assertThat(orders).allSatisfy(order -> assertVersionsInOrder(published.get(order), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-gateway",
        "order-service",
        "inventory-service",
        "notification-service",
        "kafka",
        "postgres"
      })
  void nothingAcceptedIsLostWhenAProcessIsKilledUnderLoad(String process) throws Exception {
    String sku = shop.stock(10 * ORDERS);
    Queue<String> accepted = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch aThirdIsPlaced = new CountDownLatch(ORDERS / 3);
    Instant deadline = Instant.now().plus(PATIENCE);

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(
            () -> {
              while (accepted.size() < ORDERS && Instant.now().isBefore(deadline)) {
                Shop.Answer answer = shop.place(sku, 1);
                if (answer.status() == 201) {
                  accepted.add(answer.body().path("id").stringValue());
                  aThirdIsPlaced.countDown();
                } else {
                  refused.incrementAndGet();
                }
              }
            });
      }
      assertThat(aThirdIsPlaced.await(2, TimeUnit.MINUTES)).isTrue();
      Stack.kill(process);
      Stack.restart(process);
    }

    assertThat(accepted).hasSizeGreaterThanOrEqualTo(ORDERS);
    Waiting.until(() -> assertThat(shop.orders("PENDING")).isEmpty());
    List<String> confirmed = shop.orders("CONFIRMED");
    assertThat(confirmed).containsAll(accepted);
    Waiting.until(
        () -> assertThat(shop.item(sku).path("reserved").intValue()).isEqualTo(confirmed.size()));
    assertThat(shop.item(sku).path("available").intValue())
        .isEqualTo(10 * ORDERS - confirmed.size());
    Mailbox mailbox = new Mailbox(shop.email());
    Waiting.until(() -> assertThat(mailbox.ids()).hasSize(2 * confirmed.size()));
    int mails = mailbox.mails().size();
    Map<String, List<Event>> published = new Events(Topics.ORDER_EVENTS).byKey();
    assertThat(confirmed).allSatisfy(order -> assertVersionsInOrder(published.get(order), 2));
    System.out.printf(
        "killed %s: %d accepted, %d refused, %d confirmed, 0 lost, %d mails, %d sent again%n",
        process,
        accepted.size(),
        refused.get(),
        confirmed.size(),
        mails,
        mails - 2 * confirmed.size());
  }

  /** Each version was published, and none before its predecessor, whatever came twice. */
  private static void assertVersionsInOrder(List<Event> events, int versions) {
    assertThat(events.stream().map(Event::version).distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, versions).boxed().toList());
  }
}
