package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the chain's programs as a child of this process. */
final class ChainProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String name;
  private final int port;
  private final ProcessBuilder program;
  private @Nullable Process process;

  /**
   * A program that is not started yet.
   *
   * @param environment all of it
   * @param log where what it prints goes
   */
  ChainProcess(
      String name, int port, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.port = port;
    this.program =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    program.environment().clear();
    program.environment().putAll(environment);
    program.environment().put("SERVER_PORT", Integer.toString(port));
    program.environment().put("SERVER_ADDRESS", "127.0.0.1");
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // whatever ends this process
  }

  /** Starts it; returns when it is ready. */
  void start() {
    try {
      process = program.start();
      long end = System.nanoTime() + START_LIMIT.toNanos();
      while (!isReady()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException(
              "%s does not start: see %s".formatted(name, program.redirectOutput().file()));
        }
        Thread.sleep(POLL); // a process that starts tells nobody when it is ready
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isReady() {
    try {
      URI readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
      return ((HttpURLConnection) readiness.toURL().openConnection()).getResponseCode()
          == HttpURLConnection.HTTP_OK;
    } catch (IOException _) {
      return false;
    }
  }

  MeasuredProcess measured() {
    return new MeasuredProcess(name, process == null ? 0 : process.pid());
  }

  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
