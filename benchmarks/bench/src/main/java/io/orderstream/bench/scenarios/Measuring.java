package io.orderstream.bench.scenarios;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.load.Acceptances;
import io.orderstream.bench.load.Arrivals;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.LoadGenerator;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.settling.Watch;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one contender under load, and follows its orders to their end. */
public final class Measuring implements AutoCloseable {

  /** What was settled is seen by then. */
  private static final Duration SEEING = Duration.ofSeconds(1);

  private final Contender contender;
  private final LoadGenerator generator;

  public Measuring(Contender contender) {
    this.contender = contender;
    this.generator = new LoadGenerator(contender.gateway());
  }

  /**
   * Has so many orders come in as fast as they are accepted, and waits for all that follows.
   *
   * @return how long it took until they were accepted
   */
  public Duration warmUp(long orders, int connections, OrderMix mix)
      throws SQLException, InterruptedException {
    Duration elapsed = Duration.ZERO;
    for (long left = orders; left > 0; ) {
      LoadResult load =
          generator.run(ClosedLoop.of(left), mix, contender.issuer().storefront(), connections);
      if (load.accepted().size() == 0) {
        throw new IllegalStateException("no order is accepted: " + load.answers());
      }
      left -= load.accepted().size();
      elapsed = elapsed.plus(load.elapsed());
      contender.books().awaitSettled(load.began(), load.accepted().size(), contender.patience());
    }
    contender.books().awaitMailsSent(contender.patience());
    return elapsed;
  }

  /** Measures a load at a fixed pace, and watches some of its orders. */
  public Measured measureAndWatch(
      Arrivals arrivals, int connections, OrderMix mix, @Nullable Duration relief)
      throws SQLException, InterruptedException {
    try (Watch watch = contender.books().watch()) {
      return measure(arrivals, connections, mix, relief, watch);
    }
  }

  /**
   * Measures a load.
   *
   * @param relief when, after it began, there is no reason any more for orders to pile up
   */
  public Measured measure(
      Arrivals arrivals, int connections, OrderMix mix, @Nullable Duration relief)
      throws SQLException, InterruptedException {
    return measure(arrivals, connections, mix, relief, null);
  }

  private Measured measure(
      Arrivals arrivals,
      int connections,
      OrderMix mix,
      @Nullable Duration relief,
      @Nullable Watch watch)
      throws SQLException, InterruptedException {
    contender.books().rest(); // not to pay for what was before
    String token = contender.issuer().storefront();
    Usage before = contender.usage();
    Duration myself = MeasuredProcess.ownCpu();
    LoadResult load =
        generator.run(
            arrivals, mix, token, connections, watch == null ? Acceptances.UNHEARD : watch);
    Duration generating = MeasuredProcess.ownCpu().minus(myself);
    Map<MeasuredProcess, Long> memory = memory();
    boolean settled =
        contender.books().awaitSettled(load.began(), load.accepted().size(), contender.patience());
    Usage untilSettled = contender.usage().since(before);
    Watch.Seen seen = watch == null ? null : watch.await(SEEING);
    boolean mailed = contender.books().awaitMailsSent(contender.patience());
    Usage untilMailed = contender.usage().since(before);
    contender.books().rest();
    Usage inAll = contender.usage().since(before);
    Instant relieved = relief == null ? null : load.began().plus(relief);
    return new Measured(
        load,
        contender
            .books()
            .outcomeOf(load.accepted(), load.began(), relieved == null ? load.began() : relieved),
        seen,
        relieved,
        settled,
        mailed,
        new Measured.Costs(untilSettled, untilMailed.since(untilSettled), inAll),
        memory,
        generating);
  }

  private Map<MeasuredProcess, Long> memory() {
    Map<MeasuredProcess, Long> memory = new LinkedHashMap<>();
    contender.processes().forEach(process -> memory.put(process, process.memory()));
    return memory;
  }

  @Override
  public void close() {
    generator.close();
  }
}
