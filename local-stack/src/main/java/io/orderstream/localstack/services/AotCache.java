package io.orderstream.localstack.services;

import io.orderstream.localstack.processes.Executables;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the JVM remembers of an application's start: classes loaded and linked. Made once for each
 * build by a start that ends when the context is refreshed. The JVM uses it only under the very
 * options, jars and JDK that it was made with, so that these are part of its name.
 */
final class AotCache {

  private static final Map<Path, Object> TRAINING = new ConcurrentHashMap<>();

  private final Path directory;
  private final Path jar;
  private final List<String> jvmOptions;

  AotCache(Path directory, Path jar, List<String> jvmOptions) {
    this.directory = directory;
    this.jar = jar;
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  boolean exists() {
    return Files.exists(file());
  }

  /** What to start the application with; nothing where there is no cache. */
  List<String> options() {
    return exists() ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /**
   * Makes the cache, and sees that the JVM accepts it. Where that fails there is none, and the
   * application only starts more slowly. Of several instances that make it, the others wait for the
   * first.
   */
  void train(Map<String, String> environment, Path log) {
    synchronized (TRAINING.computeIfAbsent(directory, _ -> new Object())) {
      if (!exists()) {
        make(environment, log);
      }
    }
  }

  private void make(Map<String, String> environment, Path log) {
    var fresh = file().resolveSibling(file().getFileName() + ".partial");
    var trained =
        run(
                List.of(
                    "-XX:AOTCacheOutput=" + fresh,
                    "-Dspring.context.exit=onRefresh",
                    "-jar",
                    jar.toString()),
                environment,
                log)
            && run(
                List.of(
                    "-XX:AOTCache=" + fresh, "-XX:AOTMode=on", "-cp", jar.toString(), "-version"),
                environment,
                log);
    if (trained) {
      try {
        Files.move(fresh, file());
      } catch (IOException _) {
        // Another training was faster.
      }
    }
  }

  private boolean run(List<String> arguments, Map<String, String> environment, Path log) {
    var command = new ArrayList<String>();
    command.add(Executables.java());
    command.addAll(jvmOptions);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    try {
      return builder
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private Path file() {
    var key = Arrays.hashCode(new Object[] {jvmOptions, Runtime.version().toString()});
    return directory.resolve("start-%08x.aot".formatted(key));
  }
}
