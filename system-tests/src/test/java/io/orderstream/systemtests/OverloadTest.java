package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@OnStack
@Tag("nightly")
class OverloadTest {

  private static final List<String> SERVICES =
      List.of("api-gateway", "order-service", "inventory-service", "notification-service");

  /** Each orders again as soon as it is answered: far more than two cores can bear. */
  private static final int CLIENTS = 1000;

  /** What {@code Retry-After} asks for at least. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final Duration LENGTH = Duration.ofMinutes(1);

  private final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();

  @Test
  void shedsWhatIsTooMuchAndSettlesWhatItAccepted() throws Exception {
    Shop shop = new Shop();
    String sku = Shop.stock(10_000_000);
    Instant end = Instant.now().plus(LENGTH);

    List<Future<?>> clients = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(() -> orderUntil(end, shop, sku)));
      }
    }
    for (Future<?> client : clients) {
      client.get();
    }

    System.out.printf(
        "overload: %,d accepted in a minute, refused: %s%n",
        accepted.size(),
        refusals.stream()
            .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting())));
    assertThat(SERVICES).allMatch(Stack::isAlive);
    assertThat(accepted).isNotEmpty();
    assertThat(refusals).contains(503);
    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    assertThat(shop.orders(CONFIRMED)).containsAll(accepted);
    Platform.awaitDrained();
    Platform.assertEverythingAddsUp();
  }

  private void orderUntil(Instant end, Shop shop, String sku) {
    while (Instant.now().isBefore(end)) {
      try {
        accepted.add(shop.placed(sku, 1).getId());
      } catch (ApiException e) {
        refusals.add(e.getCode());
        LockSupport.parkNanos(RETRY_AFTER.toNanos());
      }
    }
  }
}
