package io.orderstream.bench.accounting;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What several processes used.
 *
 * @param cpu time on a processor, of each process, in the order in which they are reported
 * @param walBytes what the database server wrote to its log
 * @param diskBytes what was written to the disk, by whomever
 */
public record Usage(Map<MeasuredProcess, Duration> cpu, long walBytes, long diskBytes) {

  /** Since each process began. */
  public static Usage of(Collection<MeasuredProcess> processes, long walBytes, long diskBytes) {
    Map<MeasuredProcess, Duration> cpu = new LinkedHashMap<>();
    processes.forEach(process -> cpu.put(process, process.cpu()));
    return new Usage(cpu, walBytes, diskBytes);
  }

  /**
   * What was used since then. All of a process that was not there yet; nothing of one that is gone.
   */
  public Usage since(Usage before) {
    Map<MeasuredProcess, Duration> difference = new LinkedHashMap<>();
    cpu.forEach(
        (process, time) ->
            difference.put(process, time.minus(before.cpu.getOrDefault(process, Duration.ZERO))));
    return new Usage(difference, walBytes - before.walBytes, diskBytes - before.diskBytes);
  }

  /** The part of processes of one name. */
  public Usage of(String process) {
    Map<MeasuredProcess, Duration> part = new LinkedHashMap<>(cpu);
    part.keySet().removeIf(other -> !other.name().equals(process));
    return new Usage(part, walBytes, diskBytes);
  }

  /** Processor time of all of them. */
  public Duration total() {
    return cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
