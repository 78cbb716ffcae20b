package io.orderstream.localstack.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command to run.
 *
 * @param command the executable and its arguments
 * @param environment added to the launcher's own
 * @param directory the working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The command in a session of its own, so that no terminal's end or Ctrl-C reaches it. */
  ProcessBuilder detached() {
    var detached = new ArrayList<>(ownSession());
    detached.addAll(command);
    var builder = new ProcessBuilder(detached).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Both replace themselves with the command, which so keeps the process id. */
  private static List<String> ownSession() {
    return Executables.onPath("setsid")
        ? List.of("setsid")
        : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or exit 127");
  }
}
