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
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Lets orders in. Those that wait at the same time share a transaction, as a commit costs more than
 * an order; nobody waits for others to come.
 */
@Component
public class OrderIntake implements SmartLifecycle {

  /** Stops after the web server, and before the outbox's relay. */
  private static final int PHASE = DEFAULT_PHASE - 2560;

  private static final int MOST_AT_ONCE = 50;

  /** Few, so that requests gather while these are at work. */
  private static final int CLERKS = 2;

  /** How often a clerk who has nothing to do sees whether it is time to go. */
  private static final Duration LOOK_UP = Duration.ofMillis(500);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

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
            .mapToObj(i -> Thread.ofVirtual().name("order-intake-" + i).start(this::work))
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
      if (tickets.size() > 1 && !isDatabaseLost(e)) {
        // what one of them leads to must not harm the others
        tickets.forEach(ticket -> place(List.of(ticket)));
      } else {
        tickets.forEach(ticket -> ticket.outcome.completeExceptionally(e));
      }
    }
  }

  private static boolean isDatabaseLost(Throwable failure) {
    return failure instanceof CannotCreateTransactionException
        || failure instanceof DataAccessResourceFailureException;
  }

  /** Ends when the orders under way are stored, at the latest after 10 s. */
  @Override
  public void stop() {
    running = false;
    try {
      for (Thread clerk : clerks) {
        clerk.join(STOP_LIMIT);
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
