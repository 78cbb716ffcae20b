package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a stack keeps its things.
 *
 * @param sources the root of the Orderstream checkout
 * @param directory the state of this stack: data, logs, pid files, unpacked programs
 */
public record StackHome(Path sources, Path directory) {

  /** Data of a program, kept between runs. */
  public Path data(String program) {
    return directory.resolve("data").resolve(program);
  }

  /** Programs as they are run: unpacked, apart from the build that made them. */
  public Path apps() {
    return directory.resolve("apps");
  }

  public Path log(String program) {
    return directory.resolve("logs").resolve(program + ".log");
  }

  Path pidFile(String program) {
    return directory.resolve("run").resolve(program + ".pid");
  }

  /** Where the port offset of the processes that run is remembered. */
  Path portOffset() {
    return directory.resolve("run").resolve("port-offset");
  }

  /** Where it is remembered how many processes of each kind there are. */
  Path topology() {
    return directory.resolve("run").resolve("topology");
  }

  Path lockFile() {
    return directory.resolve("run").resolve("launcher.lock");
  }

  /**
   * Creates the directories that are missing.
   *
   * @throws StackFailure when they cannot be created or written
   */
  public void create() {
    for (var name : new String[] {"run", "logs", "data", "apps"}) {
      var path = directory.resolve(name);
      try {
        Files.createDirectories(path);
        Files.delete(Files.createTempFile(path, "writable", null));
      } catch (IOException e) {
        throw StackFailure.unusable(path, e);
      }
    }
  }
}
