package io.orderstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole platform, started by its own launcher, with data and ports of its own: once for all
 * tests in a row that are {@link OnStack} of the same make.
 */
final class Stack implements BeforeAllCallback {

  private static final Path SCRIPT = Path.of(System.getProperty("stack.script"));
  private static final Path HOME = Path.of(System.getProperty("stack.home"));

  /** Keeps every port below those that the system hands out to clients. */
  private static final int PORT_OFFSET = 11_000;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, _ -> new Running(), Running.class)
        .as(
            Optional.ofNullable(context.getRequiredTestClass().getAnnotation(OnStack.class))
                .map(stack -> List.of(stack.value()))
                .orElse(List.of()));
  }

  static int port(int standard) {
    return standard + PORT_OFFSET;
  }

  /** Where a process keeps its data. */
  static Path data(String process) {
    return HOME.resolve("data").resolve(process);
  }

  /** Kills a process as {@code kill -9} does. */
  static void kill(String process) {
    run("kill", process);
  }

  /** Starts a process again; returns when it is ready. */
  static void restart(String process) {
    run("restart", process);
  }

  /** Has a process stand still, all its threads at once. */
  static void pause(String process) {
    signal("STOP", process);
  }

  static void resume(String process) {
    signal("CONT", process);
  }

  private static void signal(String signal, String process) {
    // some may have ended since they were listed, as the sessions of PostgreSQL do
    processes(process)
        .forEach(handle -> execute("kill", "-" + signal, Long.toString(handle.pid())));
  }

  /** The process and those it has started. */
  private static List<ProcessHandle> processes(String name) {
    ProcessHandle process = ProcessHandle.of(pid(name)).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  static boolean isAlive(String process) {
    return ProcessHandle.of(pid(process)).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long pid(String process) {
    try (Scanner file = new Scanner(HOME.resolve("run").resolve(process + ".pid"), UTF_8)) {
      return file.nextLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An access token for an account of the local issuer. */
  static String token(String account) {
    return run("token", "--as", account).strip();
  }

  static String run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs a command of the launcher, with some more in the environment of what it starts. */
  static String run(Map<String, String> environment, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("STACK_HOME", HOME.toString());
    all.put("STACK_PORT_OFFSET", Integer.toString(PORT_OFFSET));
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return await(command, all);
  }

  /** Runs a command of the system; tells whether it succeeded. */
  static boolean execute(String... command) {
    try {
      await(List.of(command), Map.of());
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  private static String await(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Path output = Files.createTempFile("stack-", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(8, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends with the last test. */
  private static final class Running implements AutoCloseable {

    private @Nullable List<String> make;

    private void as(List<String> wanted) {
      if (wanted.equals(make)) {
        return;
      }
      make = null;
      run("reset", "--yes");
      try {
        run(Stream.concat(Stream.of("up"), wanted.stream()).toArray(String[]::new));
      } catch (IllegalStateException e) {
        run("down");
        throw e;
      }
      Api.forgetTokens();
      make = wanted;
    }

    @Override
    public void close() {
      run("down");
    }
  }
}
