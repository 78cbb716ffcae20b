package io.orderstream.localstack.processes;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A {@link Program} of one stack as a process: detached, logged, and remembered between runs. */
public final class ManagedProcess {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final int LINES_OF_TROUBLE = 6;

  private final Program program;
  private final StackHome home;
  private final PidFile pidFile;
  private final LogFile log;

  public ManagedProcess(Program program, StackHome home) {
    this.program = program;
    this.home = home;
    this.pidFile = new PidFile(home.pidFile(program.name()));
    this.log = new LogFile(home.log(program.name()));
  }

  public Program program() {
    return program;
  }

  public String name() {
    return program.name();
  }

  public LogFile log() {
    return log;
  }

  /** The process, where one runs that this stack has started. */
  public Optional<RunningProcess> running() {
    return pidFile.read();
  }

  /** Whether a process runs that was started before the stack got its present topology. */
  public boolean isOutdated() {
    return running().isPresent() && pidFile.isOlderThan(home.topology());
  }

  /**
   * Starts the program and waits until it is ready. One that runs already is only waited for.
   *
   * @param activity told what is being prepared, where that takes longer than a moment
   * @return whether it had to be started
   * @throws StackFailure when it does not get ready
   */
  public boolean start(Consumer<String> activity) {
    var found = running();
    var from = log.size();
    if (found.isEmpty()) {
      program.ports().forEach(this::requireFree);
      program.prepare(activity);
      log.rollWhenFull();
      from = log.size();
    }
    var logFrom = from;
    var process = found.orElseGet(() -> spawn(logFrom));
    awaitReady(process, logFrom);
    program.settle();
    return found.isEmpty();
  }

  /** Ends the program in good order, or by force when that takes too long. */
  public void stop() {
    running()
        .ifPresent(
            process -> {
              program.askToStop(process.handle());
              if (!process.awaitEnd(program.stopLimit())) {
                kill(process);
              }
            });
    pidFile.delete();
  }

  /**
   * Kills the process at once, as {@code kill -9} does.
   *
   * @return the process that was, if one ran
   */
  public Optional<RunningProcess> kill() {
    var process = running();
    process.ifPresent(ManagedProcess::kill);
    return process;
  }

  private static void kill(RunningProcess process) {
    process.handle().destroyForcibly();
    if (!process.awaitEnd(KILL_LIMIT)) {
      throw new StackFailure(
          "Process %d does not end, even killed.".formatted(process.pid()),
          "It waits for the kernel, most likely for a disk: look at it with ps -o stat,wchan -p %d."
              .formatted(process.pid()));
    }
  }

  private void requireFree(int port) {
    if (PortOwner.isFree(port)) {
      return;
    }
    var owner = PortOwner.of(port);
    var who =
        owner
            .map(process -> "process %d (%s)".formatted(process.pid(), command(process)))
            .orElse("another process");
    var stop = owner.map(process -> "Stop it (kill %d)".formatted(process.pid()));
    throw new StackFailure(
        "%s needs port %d, which %s has.".formatted(name(), port, who),
        stop.orElse("Stop that process")
            + ", or move the whole stack: ./stack down && STACK_PORT_OFFSET=1000 ./stack up");
  }

  private static String command(ProcessHandle process) {
    var line =
        process.info().commandLine().or(() -> process.info().command()).orElse("unknown command");
    return line.length() > 90 ? line.substring(0, 90) + "…" : line;
  }

  private RunningProcess spawn(long logFrom) {
    var launch = program.launch();
    try {
      var process =
          launch
              .detached()
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.path().toFile()))
              .start();
      var running = RunningProcess.of(process.pid()).orElseThrow(() -> ended(logFrom));
      pidFile.write(running);
      return running;
    } catch (IOException e) {
      throw new StackFailure(
          "Cannot start %s: %s.".formatted(name(), e.getMessage()),
          "Check that %s exists and may be run.".formatted(launch.command().getFirst()));
    }
  }

  private void awaitReady(RunningProcess process, long logFrom) {
    var deadline = System.nanoTime() + program.startLimit().toNanos();
    while (!program.isReady()) {
      if (process.awaitEnd(POLL)) {
        throw ended(logFrom);
      }
      if (System.nanoTime() > deadline) {
        throw notReady(logFrom);
      }
    }
    if (!process.isAlive()) {
      throw ended(logFrom);
    }
  }

  private StackFailure ended(long logFrom) {
    return new StackFailure(
        "%s ended while it started.".formatted(name()) + trouble(logFrom), fullLog());
  }

  private StackFailure notReady(long logFrom) {
    return new StackFailure(
        "%s runs, but is not ready after %d s.".formatted(name(), program.startLimit().toSeconds())
            + trouble(logFrom),
        fullLog());
  }

  private String fullLog() {
    return "The whole log: " + log.path();
  }

  private String trouble(long logFrom) {
    var lines = log.trouble(logFrom, LINES_OF_TROUBLE);
    return lines.isEmpty() ? "" : "\n    " + String.join("\n    ", lines);
  }
}
