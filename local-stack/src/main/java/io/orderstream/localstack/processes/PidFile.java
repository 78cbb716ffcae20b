package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers a process between two runs of the launcher. */
final class PidFile {

  private final Path path;

  PidFile(Path path) {
    this.path = path;
  }

  /** The process written last, if that very process still runs. */
  Optional<RunningProcess> read() {
    try {
      var words = Files.readString(path).strip().split(" ", 2);
      return words.length == 2
          ? RunningProcess.of(Long.parseLong(words[0]), words[1])
          : Optional.empty();
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Whether it was written before another file. */
  boolean isOlderThan(Path other) {
    try {
      return Files.getLastModifiedTime(path).compareTo(Files.getLastModifiedTime(other)) < 0;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw StackFailure.unusable(path, e);
    }
  }

  void write(RunningProcess process) {
    var next = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(next, process.pid() + " " + process.birth() + "\n");
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StackFailure.unusable(path, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw StackFailure.unusable(path, e);
    }
  }
}
