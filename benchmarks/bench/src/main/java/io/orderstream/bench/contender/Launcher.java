package io.orderstream.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher of local stacks, used as people use it.
 *
 * @param root the checkout
 * @param home where the stack keeps its things
 * @param portOffset what is added to every port
 */
public record Launcher(Path root, StackHome home, int portOffset) {

  /** No limit but the processors'. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "GATEWAY_RATELIMITS_BACKENDS_PERSECOND", "1000000",
          "GATEWAY_RATELIMITS_BACKENDS_BURST", "1000000");

  private static final int MOST_MINUTES = 10;

  public void up() {
    run("up");
  }

  public void down() {
    run("down");
  }

  /** Removes all data. */
  public void reset() {
    run("reset", "--yes");
  }

  void kill(String process) {
    run("kill", process);
  }

  /** Starts a process again; returns when it is ready. */
  void restart(String process) {
    run("restart", process);
  }

  private void run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("stack").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(SETTINGS);
    builder.environment().put("STACK_HOME", home.directory().toString());
    builder.environment().put("STACK_PORT_OFFSET", Integer.toString(portOffset));
    try {
      Path output = Files.createTempFile("bench-", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
