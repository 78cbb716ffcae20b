package io.orderstream.bench.scenarios;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.settling.Outcome;
import io.orderstream.bench.settling.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A load, and what it took to carry out its orders.
 *
 * @param seen what was seen of orders that were watched, if any were
 * @param relief when there was no reason any more for orders to pile up, where there was one
 * @param settled whether all orders were settled, and their mails written down, within the limit
 * @param mailed whether all mails were sent within the limit
 * @param memory what the processes held when the load ended, in bytes
 * @param generator processor time that sending the load took, which is not part of the costs
 */
public record Measured(
    LoadResult load,
    Outcome outcome,
    Watch.@Nullable Seen seen,
    @Nullable Instant relief,
    boolean settled,
    boolean mailed,
    Costs costs,
    Map<MeasuredProcess, Long> memory,
    Duration generator) {

  /**
   * What was used.
   *
   * @param untilSettled from the first order until all were settled and their mails written down
   * @param sendingMails from then until all mails were sent
   * @param inAll from the first order until, after that, what had been put off was on the disk
   */
  public record Costs(Usage untilSettled, Usage sendingMails, Usage inAll) {}

  /** Settled orders, divided by the time from the first one was sent until the last one was. */
  public double settledPerSecond() {
    double seconds = Duration.between(load.began(), outcome.lastSettled()).toNanos() / 1e9;
    return outcome.settled() == 0 ? 0 : outcome.settled() / seconds;
  }

  /** Seconds from the relief until all were settled that had been accepted by then, or NaN. */
  public double backlogSeconds() {
    return relief == null
        ? Double.NaN
        : Duration.between(relief, outcome.backlogSettled()).toNanos() / 1e9;
  }

  /** Processor milliseconds for each order that was settled. */
  public double cpuMillis(Duration cpu) {
    return cpu.toNanos() / 1e6 / Math.max(1, outcome.settled());
  }

  /** Kilobytes for each order that was settled. */
  public double kilobytes(long bytes) {
    return bytes / 1024.0 / Math.max(1, outcome.settled());
  }
}
