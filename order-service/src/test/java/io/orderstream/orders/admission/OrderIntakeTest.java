package io.orderstream.orders.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.orders.domain.Cause;
import io.orderstream.orders.domain.CustomerId;
import io.orderstream.orders.domain.OrderDraft;
import io.orderstream.orders.domain.OrderRequest;
import io.orderstream.orders.domain.Outcome;
import io.orderstream.orders.domain.Placement;
import io.orderstream.orders.domain.PlacingOrders;
import io.orderstream.orders.domain.Quantity;
import io.orderstream.orders.domain.Sku;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;

class OrderIntakeTest {

  private static final String POISON = "poison";
  private static final int CLERKS = 2;
  private static final int WAITING = 8;

  private final PlacingOrders placing = mock();
  private final Placement placed = mock();
  private final List<Integer> transactions = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch clerksAtWork = new CountDownLatch(CLERKS);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<CompletableFuture<Placement>> first = new ArrayList<>();
  private final OrderIntake intake;
  private volatile RuntimeException failure = new DataIntegrityViolationException("poison");

  OrderIntakeTest() {
    var settings = new AdmissionProperties(1, WAITING, Duration.ofSeconds(30));
    intake =
        new OrderIntake(
            placing,
            mock(EventScopes.class),
            new Admission(settings, new SimpleMeterRegistry()),
            settings);
  }

  /** The first transactions last until others wait. */
  @BeforeEach
  void keepClerksBusy() throws Exception {
    when(placing.place(anyList())).thenAnswer(call -> answer(call.getArgument(0)));
    intake.start();
    for (int i = 0; i < CLERKS; i++) {
      first.add(place("first"));
      int arrived = i + 1;
      await().until(() -> clerksAtWork.getCount() == CLERKS - arrived);
    }
  }

  @AfterEach
  void close() {
    goOn.countDown();
    intake.stop();
    callers.close();
  }

  private List<Outcome> answer(List<OrderRequest> requests) throws InterruptedException {
    if (clerksAtWork.getCount() > 0) {
      clerksAtWork.countDown();
      goOn.await();
    } else {
      transactions.add(requests.size());
    }
    if (requests.stream().anyMatch(r -> r.draft().customerId().value().equals(POISON))) {
      throw failure;
    }
    return requests.stream().map(_ -> (Outcome) new Outcome.Placed(placed)).toList();
  }

  @Test
  void placesTogetherWhatWaitsTogether() {
    List<CompletableFuture<Placement>> waiting = placeWhileBusy("a", "b", "c");

    goOn.countDown();

    assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isSameAs(placed));
    assertThat(transactions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    assertThat(transactions).hasSizeLessThan(3);
  }

  @Test
  void letsOneThatFailsHarmNoOther() {
    List<CompletableFuture<Placement>> waiting = placeWhileBusy("a", POISON, "c");

    goOn.countDown();

    assertThat(waiting.get(0).join()).isSameAs(placed);
    assertThat(waiting.get(1))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .isSameAs(failure);
    assertThat(waiting.get(2).join()).isSameAs(placed);
  }

  @Test
  void placesNothingASecondTimeThatMayHaveBeenStored() {
    failure = new TransactionSystemException("neither committed nor rolled back, for all we know");
    List<CompletableFuture<Placement>> waiting = placeWhileBusy(POISON, POISON, POISON, POISON);

    goOn.countDown();

    assertThat(waiting)
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingRootCause()
                    .isSameAs(failure));
    assertThat(transactions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
  }

  @Test
  void refusesAtOnceWhenTooManyWait() {
    placeWhileBusy(IntStream.range(0, WAITING).mapToObj(i -> "c" + i).toArray(String[]::new));

    assertThatExceptionOfType(Overloaded.class).isThrownBy(() -> placeNow("late"));
  }

  private List<CompletableFuture<Placement>> placeWhileBusy(String... customers) {
    return Stream.of(customers)
        .map(
            customer -> {
              int before = intake.waiting();
              CompletableFuture<Placement> answer = place(customer);
              await().until(() -> intake.waiting() == before + 1);
              return answer;
            })
        .toList();
  }

  private CompletableFuture<Placement> place(String customer) {
    return CompletableFuture.supplyAsync(() -> placeNow(customer), callers);
  }

  private Placement placeNow(String customer) {
    return intake.place(
        new OrderDraft(
            new CustomerId(customer),
            null,
            List.of(new OrderDraft.Line(new Sku("SKU"), new Quantity(1))),
            null),
        null,
        Cause.request("correlation"));
  }
}
