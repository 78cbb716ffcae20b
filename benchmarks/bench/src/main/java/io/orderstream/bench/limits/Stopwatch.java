package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import java.util.List;
import java.util.concurrent.Callable;

/** Has something done for a while, and divides time and cost by how often it was done. */
final class Stopwatch {

  private Stopwatch() {}

  /**
   * Measures what one process does for another.
   *
   * @param work does it for a while; tells how often
   */
  static Limit time(String name, MeasuredProcess worker, Callable<Long> work) throws Exception {
    Usage before = Usage.of(List.of(worker), 0);
    long began = System.nanoTime();
    long done = work.call();
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpuMillis = Usage.of(List.of(worker), 0).since(before).total().cpu().toNanos() / 1e6;
    return new Limit(name, done / seconds, cpuMillis / done);
  }
}
