package io.orderstream.bench.accounting;

import java.time.Duration;

/**
 * What a process used.
 *
 * @param cpu time on a processor
 * @param written bytes that it had the system write to disks
 */
public record ProcessUsage(Duration cpu, long written) {

  public static final ProcessUsage NONE = new ProcessUsage(Duration.ZERO, 0);

  public ProcessUsage plus(ProcessUsage other) {
    return new ProcessUsage(cpu.plus(other.cpu), written + other.written);
  }

  ProcessUsage minus(ProcessUsage other) {
    return new ProcessUsage(cpu.minus(other.cpu), written - other.written);
  }
}
