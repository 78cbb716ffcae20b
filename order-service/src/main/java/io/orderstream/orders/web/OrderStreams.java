package io.orderstream.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.Order;
import io.orderstream.orders.domain.OrderId;
import io.orderstream.orders.domain.OrderNotFound;
import io.orderstream.orders.domain.Reach;
import io.orderstream.orders.following.Following;
import io.orderstream.orders.following.OrderFollowers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live streams of this instance. They end with their order's settlement, and at once when the
 * service stops: it is then up to the clients to go on with another instance.
 */
@Component
class OrderStreams implements SmartLifecycle {

  private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(UTF_8);
  private static final int MOST_OPENED_AT_ONCE = 4;
  private static final int OPENING_LIMIT_SECONDS = 10;

  private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<CustomerId, Integer> openOfCustomers = new ConcurrentHashMap<>();
  private final Semaphore opening = new Semaphore(MOST_OPENED_AT_ONCE, true);
  private final Semaphore free;
  private final OrderFollowers followers;
  private final JsonMapper json;
  private final StreamProperties properties;
  private ScheduledExecutorService heartbeats = newScheduler();
  private volatile boolean running;

  OrderStreams(
      OrderFollowers followers,
      JsonMapper json,
      StreamProperties properties,
      MeterRegistry meters) {
    this.followers = followers;
    this.json = json;
    this.properties = properties;
    this.free = new Semaphore(properties.maxOpen());
    Gauge.builder("orders.streams", open, Set::size)
        .description("Live streams that are open")
        .register(meters);
  }

  /**
   * Answers a request with a stream of an order's versions.
   *
   * @param last the version that the client knows; null begins with the present one
   * @param limit how long the stream may stay open
   * @return false if the client knows how it ended, so that there is nothing to stream
   * @throws OrderNotFound if there is no such order within reach
   * @throws InvalidParameter if the order has no such version
   * @throws TooManyStreams if there are as many as there may be
   */
  boolean open(
      OrderId id, Reach reach, @Nullable Integer last, Duration limit, HttpServletRequest request)
      throws IOException {
    OpenStream stream = new OpenStream(last);
    try {
      stream.admit();
      Order order = stream.follow(id, reach);
      if (last != null && last > order.version()) {
        throw LastEventId.unknown();
      }
      if (last != null && last == order.version() && order.status().isSettled()) {
        stream.release();
        return false;
      }
      stream.admitFor(order.customerId());
      stream.events.send(retry());
      stream.versions.accept(order);
      stream.events.attach(request, limit);
      return true;
    } catch (RuntimeException | IOException e) {
      stream.release();
      throw e;
    }
  }

  @Override
  public void start() {
    running = true;
    heartbeats = newScheduler();
    long period = properties.heartbeat().toMillis();
    var _ =
        heartbeats.scheduleAtFixedRate(
            () -> open.forEach(stream -> stream.events.sendIfIdle(HEARTBEAT)),
            period,
            period,
            TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService newScheduler() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("heartbeats").factory());
  }

  @Override
  public void stop() {
    running = false;
    heartbeats.shutdownNow();
    open.forEach(stream -> stream.events.abort());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static boolean acquired(Semaphore semaphore) {
    try {
      return semaphore.tryAcquire(OPENING_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Spreads the clients of a service that stops, so that they do not come back all at once. */
  private static byte[] retry() {
    int millis = ThreadLocalRandom.current().nextInt(1_000, 5_000);
    return "retry: %d\n\n".formatted(millis).getBytes(UTF_8);
  }

  /** A stream and what it takes up. */
  private final class OpenStream {

    private final EventStream events = new EventStream(this::release);
    private final OrderStream versions;
    private @Nullable Following following;
    private @Nullable CustomerId customer;

    OpenStream(@Nullable Integer last) {
      this.versions = new OrderStream(events, json, last);
    }

    void admit() {
      if (!free.tryAcquire()) {
        throw TooManyStreams.inService();
      }
      open.add(this);
      if (!running) {
        throw TooManyStreams.inService();
      }
    }

    /** Streams that are opened all at once wait here, and leave the database to others. */
    Order follow(OrderId id, Reach reach) {
      if (!acquired(opening)) {
        throw TooManyStreams.inService();
      }
      try {
        following = followers.follow(id, reach, versions);
        return following.order();
      } finally {
        opening.release();
      }
    }

    void admitFor(CustomerId customer) {
      this.customer = customer;
      if (openOfCustomers.merge(customer, 1, Integer::sum) > properties.maxOpenPerCustomer()) {
        throw TooManyStreams.ofCustomer(properties.maxOpenPerCustomer());
      }
    }

    void release() {
      if (!open.remove(this)) {
        return;
      }
      if (following != null) {
        following.close();
      }
      if (customer != null) {
        openOfCustomers.computeIfPresent(customer, (_, count) -> count == 1 ? null : count - 1);
      }
      free.release();
    }
  }
}
