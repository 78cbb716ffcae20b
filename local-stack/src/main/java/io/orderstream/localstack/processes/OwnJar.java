package io.orderstream.localstack.processes;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The launcher's own jar and libraries, which the broker and the mail sink run from too. */
public final class OwnJar {

  private final Path apps;

  public OwnJar(Path apps) {
    this.apps = apps;
  }

  /** The class path of a process of the stack; it stays as it is while that process runs. */
  public String classPath() {
    var location = location();
    if (Files.isDirectory(location)) {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(path -> Path.of(path).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    var app = new InstalledApp(apps, location);
    app.install(OwnJar::copyWithLibraries);
    return app.directory().resolve(location.getFileName()).toString();
  }

  private static Path location() {
    try {
      return Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyWithLibraries(Path jar, Path directory) throws IOException {
    Files.copy(jar, directory.resolve(jar.getFileName()));
    var libraries = Files.createDirectory(directory.resolve("lib"));
    for (var library : libraries(jar)) {
      link(library, libraries.resolve(library.getFileName()));
    }
  }

  private static List<Path> libraries(Path jar) throws IOException {
    try (var files = Files.list(jar.resolveSibling("lib"))) {
      return files.toList();
    }
  }

  /** A second name for the same file where the file system allows it, else a copy. */
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException _) {
      Files.copy(from, to);
    }
  }
}
