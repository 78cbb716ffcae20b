package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers who order steadily: each order has a key, and is repeated with it until it is answered.
 */
final class Load implements AutoCloseable {

  private static final int CLIENTS = 8;

  /** Of one client, between two orders: some forty orders a second in all. */
  private static final Duration PACE = Duration.ofMillis(200);

  /** For an order to be answered, from then on when no further ones are placed. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Shop shop;
  private final String sku;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> clients = new ArrayList<>();
  private volatile Instant end = Instant.MAX;

  private Load(Shop shop, String sku) {
    this.shop = shop;
    this.sku = sku;
  }

  record Answer(UUID order, Instant at) {}

  static Load start(Shop shop, String sku) {
    Load load = new Load(shop, sku);
    for (int client = 0; client < CLIENTS; client++) {
      load.clients.add(load.threads.submit(load::order));
    }
    return load;
  }

  private void order() {
    while (Instant.now().isBefore(end)) {
      UUID order = shop.placeUntilAnswered(sku, 1, new Patience());
      if (order == null) {
        throw new IllegalStateException("an order was not answered within " + PATIENCE);
      }
      answers.add(new Answer(order, Instant.now()));
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  /** Waits until so many more orders are answered. */
  void awaitFurther(int orders) {
    int goal = answers.size() + orders;
    Waiting.until(() -> assertThat(answers.size()).isGreaterThan(goal));
  }

  /**
   * No further orders; returns when those under way are answered.
   *
   * @throws ExecutionException if one never was
   */
  void end() throws ExecutionException, InterruptedException {
    end = Instant.now();
    for (Future<?> client : clients) {
      client.get();
    }
  }

  @Override
  public void close() {
    end = Instant.MIN;
    threads.close();
  }

  List<UUID> accepted() {
    return answers.stream().map(Answer::order).toList();
  }

  int failedAttempts() {
    return failures.get();
  }

  /** The longest time in which no client was answered. */
  Duration longestOutage() {
    List<Instant> times = new ArrayList<>(answers.stream().map(Answer::at).sorted().toList());
    Duration longest = Duration.ZERO;
    for (int i = 1; i < times.size(); i++) {
      Duration gap = Duration.between(times.get(i - 1), times.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }

  private final class Patience implements Shop.Attempts {

    @Override
    public boolean another() {
      return end.equals(Instant.MAX)
          || (!end.equals(Instant.MIN) && Instant.now().isBefore(end.plus(PATIENCE)));
    }

    @Override
    public void failed(ApiException e) {
      failures.incrementAndGet();
    }
  }
}
