package io.orderstream.localstack.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

  @TempDir private Path directory;
  private StackHome home;
  private ManagedProcess process;

  @BeforeEach
  void createHome() {
    home = new StackHome(directory, directory.resolve("home"));
    home.create();
    process = shell("touch ready; exec sleep 60");
  }

  @AfterEach
  void leaveNothingBehind() {
    process.kill();
  }

  @Test
  void startsOnceHoweverOftenItIsAsked() {
    assertThat(process.start(_ -> {})).isTrue();
    var pid = pid();

    assertThat(process.start(_ -> {})).isFalse();
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void isFoundAgainByALaterLauncher() {
    process.start(_ -> {});

    var later = shell("true");

    assertThat(later.running()).map(RunningProcess::pid).isEqualTo(pid());
  }

  @Test
  void isOutdatedFromAChangeOfTheTopologyToItsNextStart() throws IOException {
    process.start(_ -> {});
    Files.setLastModifiedTime(home.pidFile(process.name()), FileTime.from(Instant.EPOCH));
    assertThat(process.isOutdated()).isFalse();

    Topology.SINGLE.with(null, Map.of("order-service", 2)).claim(home);
    assertThat(process.isOutdated()).isTrue();

    process.stop();
    process.start(_ -> {});
    assertThat(process.isOutdated()).isFalse();
  }

  @Test
  void runsInASessionOfItsOwn() throws IOException {
    process.start(_ -> {});

    var stat = Files.readString(Path.of("/proc", pid().orElseThrow().toString(), "stat"));

    assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3])
        .isEqualTo(pid().orElseThrow().toString());
  }

  @Test
  void isGoneAfterItWasStopped() {
    process.start(_ -> {});
    var running = process.running().orElseThrow();

    process.stop();

    assertThat(running.isAlive()).isFalse();
    assertThat(process.running()).isEmpty();
  }

  @Test
  void isKilledWhenItDoesNotStop() {
    process = shell("trap '' TERM; touch ready; while true; do sleep 1; done");
    process.start(_ -> {});
    var running = process.running().orElseThrow();

    process.stop();

    assertThat(running.isAlive()).isFalse();
  }

  @Test
  void startsAgainAfterItWasKilled() {
    process.start(_ -> {});
    var killed = process.kill().orElseThrow();

    assertThat(process.running()).isEmpty();
    assertThat(process.start(_ -> {})).isTrue();
    assertThat(pid()).isPresent().isNotEqualTo(Optional.of(killed.pid()));
  }

  @Test
  void takesNoOtherProcessOfTheSameNumberForItsOwn() throws IOException {
    process.start(_ -> {});
    var running = process.running().orElseThrow();
    Files.writeString(home.pidFile("shell"), running.pid() + " 1\n");

    assertThat(process.running()).isEmpty();

    running.handle().destroyForcibly();
  }

  @Test
  void tellsWhyItEndedWhileItStarted() {
    process = shell("echo all well; echo 'ERROR no such database'; echo '   at a.b.C'; exit 1");

    assertThatThrownBy(() -> process.start(_ -> {}))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("shell ended while it started")
        .hasMessageContaining("ERROR no such database")
        .hasMessageNotContaining("a.b.C")
        .extracting("wayOut")
        .asString()
        .contains(home.log("shell").toString());
  }

  @Test
  void tellsWhoHasItsPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      process = new ManagedProcess(new Shell("true", List.of(taken.getLocalPort())), home);

      assertThatThrownBy(() -> process.start(_ -> {}))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("needs port " + taken.getLocalPort())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  private Optional<Long> pid() {
    return process.running().map(RunningProcess::pid);
  }

  private ManagedProcess shell(String script) {
    return new ManagedProcess(new Shell(script, List.of()), home);
  }

  private final class Shell implements Program {

    private final String script;
    private final List<Integer> ports;

    private Shell(String script, List<Integer> ports) {
      this.script = script;
      this.ports = ports;
    }

    @Override
    public String name() {
      return "shell";
    }

    @Override
    public List<Integer> ports() {
      return ports;
    }

    @Override
    public void prepare(Consumer<String> activity) {}

    @Override
    public Launch launch() {
      return new Launch(List.of("bash", "-c", script), Map.of(), directory);
    }

    @Override
    public boolean isReady() {
      return Files.exists(directory.resolve("ready"));
    }

    @Override
    public Duration stopLimit() {
      return Duration.ofMillis(300);
    }
  }
}
