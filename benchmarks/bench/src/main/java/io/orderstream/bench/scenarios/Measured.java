package io.orderstream.bench.scenarios;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.settling.Outcome;
import java.time.Duration;
import java.util.Map;

/**
 * A load, and what it took to carry out its orders.
 *
 * @param settled whether all orders were settled, and their mails written down, within the limit
 * @param untilSettled what was used until then
 * @param mailed whether all mails were sent within the limit
 * @param inAll what was used until then
 * @param memory what the processes held when the load ended, in bytes
 * @param generator processor time that sending the load took, which is not part of the above
 */
public record Measured(
    LoadResult load,
    Outcome outcome,
    boolean settled,
    Usage untilSettled,
    boolean mailed,
    Usage inAll,
    Map<MeasuredProcess, Long> memory,
    Duration generator) {

  /** Orders a second from the first one until the last one was answered and settled. */
  public double settledPerSecond() {
    Duration untilSettled = Duration.between(load.began(), outcome.lastSettled());
    return outcome.settled() / (Math.max(load.elapsed().toNanos(), untilSettled.toNanos()) / 1e9);
  }

  /** Processor milliseconds an order. */
  public double cpuMillis(Duration cpu) {
    return cpu.toNanos() / 1e6 / Math.max(1, load.accepted().size());
  }

  /** Kilobytes an order. */
  public double kilobytes(long bytes) {
    return bytes / 1024.0 / Math.max(1, load.accepted().size());
  }
}
