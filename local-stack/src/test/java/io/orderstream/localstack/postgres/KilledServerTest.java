package io.orderstream.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerTest {

  private static final Path SERVER = Path.of("/bin/sleep");

  @TempDir private Path data;

  @Test
  void waitsForTheServersProcesses() throws IOException {
    var orphan = inData(SERVER.toString(), "0.5");

    new KilledServer(SERVER, data).clear();

    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void leavesOtherProcessesInTheDataDirectoryAlone() throws IOException {
    var other = inData("tail", "-f", "/dev/null");
    try {
      new KilledServer(SERVER, data).clear();

      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  private Process inData(String... command) throws IOException {
    return new ProcessBuilder(command).directory(data.toFile()).start();
  }
}
