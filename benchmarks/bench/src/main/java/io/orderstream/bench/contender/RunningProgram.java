package io.orderstream.bench.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a program was started that runs now.
 *
 * @param command the executable and its arguments
 */
record RunningProgram(List<String> command, Map<String, String> environment, Path directory) {

  private static final String JAR = "-jar";

  /** What an AOT cache was made for is one jar. The name is that of the process. */
  private static final List<String> OF_ITS_OWN =
      List.of("-XX:AOTCache", "-XX:AOTMode", "-Dstack.process=");

  static RunningProgram of(MeasuredProcess process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      Map<String, String> environment = new HashMap<>();
      for (String variable : strings(proc.resolve("environ"))) {
        int end = variable.indexOf('=');
        if (end > 0) {
          environment.put(variable.substring(0, end), variable.substring(end + 1));
        }
      }
      return new RunningProgram(
          strings(proc.resolve("cmdline")), environment, proc.resolve("cwd").toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(Path file) throws IOException {
    return Arrays.stream(Files.readString(file, UTF_8).split("\0", -1))
        .filter(string -> !string.isEmpty())
        .toList();
  }

  /** Its options, the paths in them cut down to what they end with. */
  List<String> options() {
    return command.stream()
        .skip(1)
        .takeWhile(word -> !word.equals(JAR) && !word.equals("-cp"))
        .filter(word -> word.matches("-(X|-|D.).*") && !word.startsWith("-Dstack.process="))
        .map(option -> option.replaceAll("/\\S*/", "…/"))
        .toList();
  }

  /** The JVM and its options, without those that are for this very program. */
  List<String> jvm() {
    return command.subList(0, command.indexOf(JAR)).stream()
        .filter(option -> OF_ITS_OWN.stream().noneMatch(option::startsWith))
        .toList();
  }
}
