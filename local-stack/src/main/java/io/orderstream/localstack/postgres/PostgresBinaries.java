package io.orderstream.localstack.postgres;

import io.orderstream.localstack.processes.DirectoryTree;
import io.orderstream.localstack.processes.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs for this operating system, unpacked once from their Maven artifact. */
final class PostgresBinaries {

  private final Path directory;

  PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  Path initdb() {
    return directory.resolve("bin/initdb");
  }

  Path postgres() {
    return directory.resolve("bin/postgres");
  }

  void unpackIfMissing(Consumer<String> activity) {
    if (Files.exists(directory)) {
      return;
    }
    activity.accept("unpacking PostgreSQL");
    var partial = directory.resolveSibling(directory.getFileName() + ".partial");
    try (var archive = open()) {
      DirectoryTree.delete(partial);
      unpack(archive, partial);
      Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StackFailure.unusable(directory, e);
    }
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive));
    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
      var path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target) || entry.isDirectory()) {
        continue;
      }
      Files.createDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, path);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static InputStream open() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var archive =
        PostgresBinaries.class.getResourceAsStream(
            "/postgres-%s-%s.txz".formatted(system, processor));
    if (archive == null) {
      throw new StackFailure(
          "There is no PostgreSQL for %s on %s in this build."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          "Build on the machine that runs the stack: rm -r local-stack/target, then ./stack up");
    }
    return new BufferedInputStream(archive, 1 << 16);
  }
}
