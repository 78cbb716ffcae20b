package io.orderstream.contracts;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The files beside the contracts as they are in the source: a build keeps what was deleted. */
final class Resources {

  static Path path(String name) {
    return Path.of("src/main/resources", name);
  }

  static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<String> namesIn(String folder) {
    try (var files = Files.list(path(folder))) {
      return files.map(file -> file.getFileName().toString()).collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Resources() {}
}
