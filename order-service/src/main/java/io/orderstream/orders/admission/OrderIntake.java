package io.orderstream.orders.admission;

import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.IdempotencyKey;
import io.orderstream.orders.domain.OrderDraft;
import io.orderstream.orders.domain.OrderRequest;
import io.orderstream.orders.domain.Outcome;
import io.orderstream.orders.domain.Placement;
import io.orderstream.orders.domain.PlacingOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets orders in. Those that wait at the same time share a transaction, as a commit costs more than
 * an order; nobody waits for others to come.
 */
@Component
public class OrderIntake implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OrderIntake.class);

  /** Stops after the web server, and before the outbox's relay. */
  private static final int PHASE = DEFAULT_PHASE - 2560;

  private static final int MOST_AT_ONCE = 50;

  /** Few, so that requests gather while these are at work. */
  private static final int CLERKS = 2;

  /** How often a clerk who has nothing to do sees whether it is time to go. */
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final PlacingOrders placing;
  private final EventScopes scopes;
  private final Admission admission;
  private final BlockingQueue<Ticket> waiting;
  private final long longestWait;
  private volatile boolean running;
  private List<Thread> clerks = List.of();

  OrderIntake(
      PlacingOrders placing,
      EventScopes scopes,
      Admission admission,
      AdmissionProperties settings) {
    this.placing = placing;
    this.scopes = scopes;
    this.admission = admission;
    this.waiting = new ArrayBlockingQueue<>(Math.max(1, settings.waiting()));
    this.longestWait = settings.longestWait().toNanos();
  }

  /**
   * Places an order, and waits until that is done.
   *
   * @param key the caller's name for the request; without one, every call is a new request
   * @param cause what led to it
   * @throws Overloaded if too many wait, or for too long
   * @throws RuntimeException what {@link PlacingOrders#place} refuses it with
   */
  public Placement place(OrderDraft draft, @Nullable IdempotencyKey key, Cause cause) {
    Ticket ticket = new Ticket(new OrderRequest(draft, key, traced(cause)));
    if (!waiting.offer(ticket)) {
      throw admission.refuse();
    }
    return await(ticket).orThrow();
  }

  /** How many wait at present. */
  int waiting() {
    return waiting.size();
  }

  private Cause traced(Cause cause) {
    return new Cause(cause.correlationId(), cause.causationId(), scopes.traceparent());
  }

  private Outcome await(Ticket ticket) {
    try {
      return ticket.outcome.get(longestWait, TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return orWithdraw(ticket);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return orWithdraw(ticket);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** What is at work already is waited for, since it may be stored. */
  private Outcome orWithdraw(Ticket ticket) {
    if (waiting.remove(ticket)) {
      throw admission.refuse();
    }
    try {
      return ticket.outcome.join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(Exception completion) {
    return completion.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(completion.getCause());
  }

  @Override
  public void start() {
    running = true;
    clerks =
        IntStream.range(0, CLERKS)
            .mapToObj(i -> Thread.ofPlatform().daemon().name("order-intake-" + i).start(this::work))
            .toList();
  }

  private void work() {
    List<Ticket> tickets = new ArrayList<>(MOST_AT_ONCE);
    try {
      while (running) {
        Ticket first = waiting.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          tickets.add(first);
          waiting.drainTo(tickets, MOST_AT_ONCE - 1);
          place(tickets);
          tickets.clear();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void place(List<Ticket> tickets) {
    try {
      List<Outcome> outcomes = placing.place(tickets.stream().map(Ticket::request).toList());
      for (int i = 0; i < tickets.size(); i++) {
        tickets.get(i).outcome.complete(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (tickets.size() > 1 && isNothingStored(e)) {
        log.warn("{} orders cannot be placed together; placing them one by one", tickets.size(), e);
        placeOneByOne(tickets);
      } else {
        fail(tickets, e);
      }
    }
  }

  /** What one of them leads to must not harm the others. */
  private void placeOneByOne(List<Ticket> tickets) {
    for (int i = 0; i < tickets.size(); i++) {
      Ticket ticket = tickets.get(i);
      try {
        ticket.outcome.complete(placing.place(List.of(ticket.request)).getFirst());
      } catch (RuntimeException | Error e) {
        fail(List.of(ticket), e);
        if (!isNothingStored(e)) {
          fail(tickets.subList(i + 1, tickets.size()), e); // as it would for each, after a while
          return;
        }
      }
    }
  }

  private static void fail(List<Ticket> tickets, Throwable failure) {
    tickets.forEach(ticket -> ticket.outcome.completeExceptionally(failure));
  }

  /** Where the database is lost, it may have committed: a second try would place orders twice. */
  private static boolean isNothingStored(Throwable failure) {
    return !(failure instanceof Error
        || failure instanceof TransactionException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessResourceException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof UncategorizedDataAccessException);
  }

  /** Ends when the orders under way are stored, at the latest after 5 s. */
  @Override
  public void stop() {
    running = false;
    long limit = System.nanoTime() + STOP_LIMIT.toNanos();
    try {
      for (Thread clerk : clerks) {
        clerk.join(Duration.ofNanos(Math.max(1, limit - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private record Ticket(OrderRequest request, CompletableFuture<Outcome> outcome) {

    private Ticket(OrderRequest request) {
      this(request, new CompletableFuture<>());
    }
  }
}
