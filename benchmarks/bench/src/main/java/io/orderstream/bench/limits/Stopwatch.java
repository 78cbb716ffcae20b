package io.orderstream.bench.limits;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.time.Duration;
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
    Duration before = worker.cpu();
    long began = System.nanoTime();
    long done = work.call();
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpuMillis = worker.cpu().minus(before).toNanos() / 1e6;
    return new Limit(name, done / seconds, cpuMillis / done);
  }
}
