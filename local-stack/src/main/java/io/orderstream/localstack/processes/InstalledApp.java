package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A built jar as it is run: a copy in a directory of its own, so that a new build never changes a
 * program that runs. A jar built anew gets a new directory.
 */
public final class InstalledApp {

  private static final Map<Path, Object> INSTALLING = new ConcurrentHashMap<>();

  private final Path versions;
  private final Path jar;

  /**
   * The present build of a jar.
   *
   * @param apps where programs are installed
   * @param jar what the build made
   */
  public InstalledApp(Path apps, Path jar) {
    this.versions = apps.resolve(jar.getFileName().toString().replace(".jar", ""));
    this.jar = jar;
  }

  /** Puts the files of a jar into an empty directory. */
  @FunctionalInterface
  public interface Installer {
    void install(Path jar, Path directory) throws IOException;
  }

  /** Where the present build is installed, or will be. */
  public Path directory() {
    try {
      var modified = Files.getLastModifiedTime(jar).toMillis();
      return versions.resolve(
          Long.toString(modified, 36) + "-" + Long.toString(Files.size(jar), 36));
    } catch (IOException _) {
      throw new StackFailure(
          "%s is not built.".formatted(jar.getFileName()), "Build it: ./stack up does.");
    }
  }

  public boolean isInstalled() {
    return Files.exists(directory());
  }

  /**
   * Installs the present build if it is not, and removes earlier ones that no process uses. Of
   * several threads that install one program, the others wait for the first.
   */
  public void install(Installer installer) {
    synchronized (INSTALLING.computeIfAbsent(versions, _ -> new Object())) {
      if (isInstalled()) {
        return;
      }
      var target = directory();
      try {
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        DirectoryTree.delete(partial);
        Files.createDirectories(partial);
        installer.install(jar, partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        removeUnused(target);
      } catch (IOException e) {
        throw StackFailure.unusable(target, e);
      }
    }
  }

  private void removeUnused(Path current) throws IOException {
    try (var installed = Files.list(versions)) {
      for (var version : installed.filter(path -> !path.equals(current)).toList()) {
        if (!isUsed(version)) {
          DirectoryTree.delete(version);
        }
      }
    }
  }

  private static boolean isUsed(Path version) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine())
        .flatMap(Optional::stream)
        .anyMatch(line -> line.contains(version.toString()));
  }
}
