package io.orderstream.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole platform, started once for all tests by its own launcher, with data and ports of its
 * own.
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
        .computeIfAbsent(Running.class, key -> new Running());
  }

  static int port(int standard) {
    return standard + PORT_OFFSET;
  }

  /** Kills a process as {@code kill -9} does. */
  static void kill(String process) {
    run("kill", process);
  }

  /** Starts a process again; returns when it is ready. */
  static void restart(String process) {
    run("restart", process);
  }

  /** An access token for an account of the local issuer. */
  static String token(String account) {
    return run("token", "--as", account).strip();
  }

  static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STACK_HOME", HOME.toString());
    builder.environment().put("STACK_PORT_OFFSET", Integer.toString(PORT_OFFSET));
    try {
      Path output = Files.createTempFile("stack-", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(8, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("stack " + String.join(" ", arguments) + ":\n" + said);
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

    private Running() {
      run("reset", "--yes");
      try {
        run("up");
      } catch (IllegalStateException e) {
        run("down");
        throw e;
      }
    }

    @Override
    public void close() {
      run("down");
    }
  }
}
