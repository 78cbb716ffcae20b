package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledAppTest {

  @TempDir private Path directory;

  @Test
  void isInstalledOnceHoweverManyProcessesOfItStartTogether() throws Exception {
    Path jar = Files.writeString(directory.resolve("tool.jar"), "a build");
    AtomicInteger installations = new AtomicInteger();
    Callable<Path> install =
        () -> {
          InstalledApp app = new InstalledApp(directory.resolve("apps"), jar);
          app.install(
              (build, target) -> {
                installations.incrementAndGet();
                Files.copy(build, target.resolve("tool.jar"));
              });
          return app.directory().resolve("tool.jar");
        };

    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Path> installed : threads.invokeAll(Collections.nCopies(64, install))) {
        assertThat(installed.get()).hasContent("a build");
      }
    }
    assertThat(installations).hasValue(1);
  }
}
