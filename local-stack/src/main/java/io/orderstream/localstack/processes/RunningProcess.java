package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process that runs now, known by more than its number, which the system uses again. */
public final class RunningProcess {

  // Positions in /proc/<pid>/stat, behind the name.
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START_TIME = 19;

  private static final Duration POLL = Duration.ofMillis(20);

  private final ProcessHandle handle;
  private final String birth;

  private RunningProcess(ProcessHandle handle, String birth) {
    this.handle = handle;
    this.birth = birth;
  }

  /** The live process with this number. */
  public static Optional<RunningProcess> of(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> birth(handle).map(birth -> new RunningProcess(handle, birth)));
  }

  static Optional<RunningProcess> of(long pid, String birth) {
    return of(pid).filter(process -> process.birth.equals(birth));
  }

  public long pid() {
    return handle.pid();
  }

  /** Tells this process from an earlier or later one of the same number. */
  String birth() {
    return birth;
  }

  ProcessHandle handle() {
    return handle;
  }

  public boolean isAlive() {
    return of(pid(), birth).isPresent();
  }

  public Duration uptime() {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** Memory that the process and its children hold, shared pages counted once; in bytes. */
  public long memory() {
    return memory(pid(), "VmRSS")
        + handle.descendants().mapToLong(child -> memory(child.pid(), "RssAnon")).sum();
  }

  /** Waits for the end; false when the limit passes first. */
  boolean awaitEnd(Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** The kernel's own count since boot where it shows one: clocks that are set do not move it. */
  private static Optional<String> birth(ProcessHandle handle) {
    var stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return handle.info().startInstant().map(Instant::toString);
    }
    try {
      var text = Files.readString(stat);
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return isDead(fields) ? Optional.empty() : Optional.of(fields[START_TIME]);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Ended, though not yet collected. While other threads still end, it holds its ports. */
  private static boolean isDead(String[] fields) {
    return fields[STATE].equals("X")
        || (fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1);
  }

  private static long memory(long pid, String field) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
