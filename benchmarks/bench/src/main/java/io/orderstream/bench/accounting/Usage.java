package io.orderstream.bench.accounting;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What several processes used.
 *
 * @param processes in the order in which they are reported
 * @param walBytes what the database server wrote to its log
 */
public record Usage(Map<MeasuredProcess, ProcessUsage> processes, long walBytes) {

  /** Since each process began. */
  public static Usage of(Collection<MeasuredProcess> processes, long walBytes) {
    Map<MeasuredProcess, ProcessUsage> usage = new LinkedHashMap<>();
    processes.forEach(process -> usage.put(process, process.usage()));
    return new Usage(usage, walBytes);
  }

  /**
   * What was used since then. All of a process that was not there yet; nothing of one that is gone.
   */
  public Usage since(Usage before) {
    Map<MeasuredProcess, ProcessUsage> difference = new LinkedHashMap<>();
    processes.forEach(
        (process, usage) ->
            difference.put(
                process, usage.minus(before.processes.getOrDefault(process, ProcessUsage.NONE))));
    return new Usage(difference, walBytes - before.walBytes);
  }

  public ProcessUsage total() {
    return processes.values().stream().reduce(ProcessUsage.NONE, ProcessUsage::plus);
  }
}
