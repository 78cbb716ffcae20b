package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CANCELLED;
import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.ApiException;
import io.orderstream.client.orders.OrdersApi.APICancelOrderRequest;
import io.orderstream.contracts.Topics;
import io.orderstream.systemtests.Events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
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
    String sku = Shop.stock(100);
    Stack.kill("notification-service");
    for (int i = 0; i < 50; i++) {
      shop.placed(sku, 1);
    }
    Waiting.until(() -> assertThat(shop.orders(CONFIRMED)).hasSize(50));
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
    String sku = Shop.stock(100);
    Stack.kill("kafka");
    List<UUID> orders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      orders.add(shop.placed(sku, 1).getId());
    }
    List<UUID> cancelled = orders.subList(0, 20);
    for (UUID order : cancelled) {
      Api.as("storefront")
          .orders()
          .cancelOrder(APICancelOrderRequest.newBuilder().id(order).build());
    }

    Stack.restart("kafka");

    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    assertThat(shop.orders(CONFIRMED)).containsExactlyInAnyOrderElementsOf(orders.subList(20, 40));
    assertThat(shop.orders(CANCELLED)).containsExactlyInAnyOrderElementsOf(cancelled);
    Waiting.until(() -> assertThat(Shop.item(sku).getAvailable()).isEqualTo(80));
    Map<String, List<Event>> published = new Events(Topics.ORDER_EVENTS).byKey();
    assertThat(orders)
        .allSatisfy(order -> assertVersionsInOrder(published.get(order.toString()), 2));
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
    String sku = Shop.stock(10 * ORDERS);
    Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch aThirdIsPlaced = new CountDownLatch(ORDERS / 3);
    Shop.Attempts patience = new Patience(refused);

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(
            () -> {
              while (accepted.size() < ORDERS && patience.another()) {
                UUID order = shop.placeUntilAnswered(sku, 1, patience);
                if (order != null) {
                  accepted.add(order);
                  aThirdIsPlaced.countDown();
                }
              }
            });
      }
      assertThat(aThirdIsPlaced.await(2, TimeUnit.MINUTES)).isTrue();
      Stack.kill(process);
      Stack.restart(process);
    }

    assertThat(accepted).hasSizeGreaterThanOrEqualTo(ORDERS);
    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    List<UUID> confirmed = shop.orders(CONFIRMED);
    assertThat(confirmed).containsExactlyInAnyOrderElementsOf(accepted);
    Waiting.until(() -> assertThat(Shop.item(sku).getReserved()).isEqualTo(confirmed.size()));
    assertThat(Shop.item(sku).getAvailable()).isEqualTo(10 * ORDERS - confirmed.size());
    Mailbox mailbox = new Mailbox(shop.email());
    Waiting.until(() -> assertThat(mailbox.ids()).hasSize(2 * confirmed.size()));
    int mails = mailbox.mails().size();
    Map<String, List<Event>> published = new Events(Topics.ORDER_EVENTS).byKey();
    assertThat(confirmed)
        .allSatisfy(order -> assertVersionsInOrder(published.get(order.toString()), 2));
    System.out.printf(
        "killed %s: %d accepted and confirmed, %d attempts failed, none lost or doubled, %d mails, %d sent again%n",
        process, accepted.size(), refused.get(), mails, mails - 2 * confirmed.size());
  }

  /** Each version was published, and none before its predecessor, whatever came twice. */
  private static void assertVersionsInOrder(List<Event> events, int versions) {
    assertThat(events.stream().map(Event::version).distinct())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, versions).boxed().toList());
  }

  /** A client that repeats what failed, for some minutes. */
  private record Patience(AtomicInteger failures, Instant end) implements Shop.Attempts {

    private Patience(AtomicInteger failures) {
      this(failures, Instant.now().plus(PATIENCE));
    }

    @Override
    public boolean another() {
      return Instant.now().isBefore(end);
    }

    @Override
    public void failed(ApiException e) {
      failures.incrementAndGet();
    }
  }
}
