package io.orderstream.bench.accounting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and all that it started, such as the sessions of a PostgreSQL server, those that ended
 * included.
 *
 * @param name what it is called in reports
 */
public record MeasuredProcess(String name, long pid) {

  private static final int KILOBYTE = 1024;

  /** Processor time of this very process since it began, without those that it started. */
  public static Duration ownCpu() {
    return ProcStat.parse(read(ProcessHandle.current().pid(), "stat")).own();
  }

  /** Processor time since it began. */
  public Duration cpu() {
    return tree().stream()
        .map(process -> read(process, "stat"))
        .filter(stat -> !stat.isEmpty())
        .map(stat -> ProcStat.parse(stat).total())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Memory that it holds now, in bytes; of pages that several processes share, its part. */
  public long memory() {
    return tree().stream()
        .mapToLong(process -> KILOBYTE * number(read(process, "smaps_rollup"), "Pss:"))
        .sum();
  }

  private List<Long> tree() {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Nothing of a process that ended since it was listed. */
  private static String read(long process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), file));
    } catch (IOException _) {
      return "";
    }
  }

  private static long number(String text, String label) {
    return text.lines()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
