package io.orderstream.localstack.postgres;

import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a server that was killed leaves in its data directory and among the processes. */
final class KilledServer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path program;
  private final Path data;

  /**
   * A server that may have been killed.
   *
   * @param program what it runs, which tells its processes from a shell in its data directory
   */
  KilledServer(Path program, Path data) {
    this.program = program;
    this.data = data;
  }

  /**
   * Waits for the server's orphaned children, which hold its shared memory, and removes a lock
   * whose number another program has been given since.
   */
  void clear() {
    if (!awaitEnd(orphans(), PATIENCE)) {
      orphans().forEach(ProcessHandle::destroyForcibly);
      if (!awaitEnd(orphans(), PATIENCE)) {
        throw new StackFailure(
            "Processes of a killed PostgreSQL do not end: %s."
                .formatted(orphans().stream().map(ProcessHandle::pid).toList()),
            "Look at them with ps, end them, then try again.");
      }
    }
    removeMisleadingLock();
  }

  private List<ProcessHandle> orphans() {
    return ProcessHandle.allProcesses().filter(this::isOfTheServer).toList();
  }

  /** A server and its children work in the data directory. */
  private boolean isOfTheServer(ProcessHandle process) {
    try {
      var command = process.info().command().map(Path::of);
      if (!command.equals(Optional.of(program.toRealPath()))) {
        return false;
      }
      var directory = Files.readSymbolicLink(Path.of("/proc", "" + process.pid(), "cwd"));
      return directory.equals(data.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean awaitEnd(List<ProcessHandle> processes, Duration limit) {
    var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void removeMisleadingLock() {
    var lock = data.resolve("postmaster.pid");
    try {
      if (Files.exists(lock)) {
        var pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
        if (ProcessHandle.of(pid).isPresent()) {
          Files.delete(lock);
        }
      }
    } catch (IOException e) {
      throw StackFailure.unusable(lock, e);
    }
  }
}
