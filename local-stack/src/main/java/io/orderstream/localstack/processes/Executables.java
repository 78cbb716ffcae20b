package io.orderstream.localstack.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Programs of the operating system. */
public final class Executables {

  private Executables() {}

  /** Whether a command of this name can be run. */
  public static boolean onPath(String name) {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .anyMatch(Files::isExecutable);
  }

  /** The {@code java} that the launcher itself runs on. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
