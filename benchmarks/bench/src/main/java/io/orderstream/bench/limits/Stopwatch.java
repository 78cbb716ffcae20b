package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;

/** Has something done for a while, and divides time and cost by how often it was done. */
final class Stopwatch {

  private Stopwatch() {}

  /**
   * Measures what processes do for another.
   *
   * @param work does it for a while; tells how often
   */
  static Limit time(String name, Collection<MeasuredProcess> workers, Callable<Long> work)
      throws Exception {
    Duration before = cpu(workers);
    long began = System.nanoTime();
    long done = work.call();
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpuMillis = cpu(workers).minus(before).toNanos() / 1e6;
    if (done == 0) {
      throw new IllegalStateException("Nothing was done of \"%s\"".formatted(name));
    }
    return new Limit(name, done / seconds, cpuMillis / done);
  }

  private static Duration cpu(Collection<MeasuredProcess> workers) {
    return workers.stream().map(MeasuredProcess::cpu).reduce(Duration.ZERO, Duration::plus);
  }
}
