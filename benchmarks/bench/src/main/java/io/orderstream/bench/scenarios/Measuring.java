package io.orderstream.bench.scenarios;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.load.Arrivals;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.LoadGenerator;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.load.OrderMix;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts one contender under load, and follows its orders to their end. */
public final class Measuring implements AutoCloseable {

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
      LoadResult load = load(ClosedLoop.of(left), connections, mix);
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

  /** Measures a load. */
  public Measured measure(Arrivals arrivals, int connections, OrderMix mix)
      throws SQLException, InterruptedException {
    Usage before = contender.usage();
    Duration myself = MeasuredProcess.ownCpu();
    LoadResult load = load(arrivals, connections, mix);
    Duration generating = MeasuredProcess.ownCpu().minus(myself);
    Map<MeasuredProcess, Long> memory = memory();
    boolean settled =
        contender.books().awaitSettled(load.began(), load.accepted().size(), contender.patience());
    Usage untilSettled = contender.usage().since(before);
    boolean mailed = contender.books().awaitMailsSent(contender.patience());
    Usage inAll = contender.usage().since(before);
    return new Measured(
        load,
        contender.books().outcomeOf(load.accepted()),
        settled,
        untilSettled,
        mailed,
        inAll,
        memory,
        generating);
  }

  private LoadResult load(Arrivals arrivals, int connections, OrderMix mix)
      throws InterruptedException {
    return generator.run(arrivals, mix, contender.issuer().storefront(), connections);
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
