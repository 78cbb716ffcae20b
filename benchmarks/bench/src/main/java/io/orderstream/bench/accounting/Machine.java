package io.orderstream.bench.accounting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that everything runs on. */
public final class Machine {

  private static final double KILOBYTES_PER_GIGABYTE = 1024 * 1024;

  private Machine() {}

  /** Processors, memory and kernel, in a line. */
  public static String description() {
    return "%d processors (%s), %.1f GB of memory, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            first("/proc/cpuinfo", "model name\\s*:\\s*(.+)"),
            Double.parseDouble("0" + first("/proc/meminfo", "MemTotal:\\s*(\\d+)"))
                / KILOBYTES_PER_GIGABYTE,
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  private static String first(String file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
      return matcher.find() ? matcher.group(1).strip() : "";
    } catch (IOException _) {
      return "";
    }
  }
}
