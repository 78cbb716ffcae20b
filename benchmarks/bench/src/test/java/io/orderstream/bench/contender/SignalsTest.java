package io.orderstream.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private Process process;

  @BeforeEach
  void start() throws IOException {
    assumeThat(Path.of("/proc/self/stat")).exists();
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void stopsAProcessAndLetsItGoOn() throws IOException {
    List<MeasuredProcess> processes = List.of(new MeasuredProcess("sleep", process.pid()));

    Signals.stop(processes);
    assertThat(state()).isEqualTo("T");

    Signals.goOn(processes);
    assertThat(state()).isEqualTo("S");
  }

  @Test
  void whoeverWasStoppedGoesOnWhenThisProgramEnds() throws Exception {
    Process stopping =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stopping.class.getName(),
                Long.toString(process.pid()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(stopping.inputReader().readLine()).isEqualTo("stopped");
    assertThat(state()).isEqualTo("T");

    stopping.destroy();
    stopping.waitFor();

    assertThat(state()).isEqualTo("S");
  }

  /** Stops a process, and waits to be told to end. */
  static final class Stopping {

    private Stopping() {}

    public static void main(String[] arguments) throws InterruptedException {
      Signals.stop(List.of(new MeasuredProcess("sleep", Long.parseLong(arguments[0]))));
      System.out.println("stopped");
      Thread.currentThread().join();
    }
  }

  private String state() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }
}
