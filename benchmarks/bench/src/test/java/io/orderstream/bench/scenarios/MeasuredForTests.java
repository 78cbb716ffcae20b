package io.orderstream.bench.scenarios;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.load.AcceptedOrders;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.settling.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** Measurements in which every order costs the same. */
public final class MeasuredForTests {

  public static final MeasuredProcess SERVICE = new MeasuredProcess("service", 1);

  private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
  private static final int SETTLED_MILLIS = 2;
  private static final int MAILED_MILLIS = 3;

  private MeasuredForTests() {}

  /**
   * So many orders, all accepted and settled; each took 2 ms until it was settled, and 3 ms in all.
   *
   * @param elapsed until the last one was settled
   */
  public static Measured settled(int orders, Duration elapsed) {
    AcceptedOrders accepted = new AcceptedOrders();
    for (int i = 0; i < orders; i++) {
      accepted.add(UUID.randomUUID(), 0);
    }
    LoadResult load =
        new LoadResult(
            BEGAN,
            Duration.ofSeconds(1),
            new TreeMap<>(Map.of(201, (long) orders)),
            new Histogram(3),
            accepted);
    Outcome outcome =
        new Outcome(
            orders,
            0,
            new Histogram(3),
            BEGAN.plus(elapsed),
            BEGAN,
            orders,
            orders,
            new Histogram(3));
    Usage untilSettled = usage(SETTLED_MILLIS * orders);
    Usage inAll = usage(MAILED_MILLIS * orders);
    return new Measured(
        load,
        outcome,
        null,
        null,
        true,
        true,
        new Measured.Costs(untilSettled, inAll.since(untilSettled), inAll),
        Map.of(SERVICE, 1L << 20),
        Duration.ZERO);
  }

  private static Usage usage(int millis) {
    return new Usage(Map.of(SERVICE, Duration.ofMillis(millis)), 0, 0);
  }
}
