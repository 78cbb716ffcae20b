package io.orderstream.bench.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountingTest {

  private static final MeasuredProcess SERVER = new MeasuredProcess("server", 1);
  private static final MeasuredProcess RESTARTED = new MeasuredProcess("server", 2);

  @Test
  void addsUpTheTimeOfAProcessAndOfItsEndedChildren() {
    ProcStat stat =
        ProcStat.parse(
            "42 (odd) name) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 9 0 123456 1 2");

    assertThat(stat.own()).isEqualTo(Duration.ofSeconds(2));
    assertThat(stat.total()).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void tellsWhatWasUsedBetweenTwoLooks() {
    Usage before = new Usage(Map.of(SERVER, Duration.ofMillis(100)), 5000, 10);
    Usage after = new Usage(Map.of(SERVER, Duration.ofMillis(350)), 9000, 30);

    Usage between = after.since(before);

    assertThat(between.total()).isEqualTo(Duration.ofMillis(250));
    assertThat(between.walBytes()).isEqualTo(4000);
    assertThat(between.diskBytes()).isEqualTo(20);
  }

  @Test
  void countsAllOfAProcessThatStartedMeanwhile() {
    Usage before = new Usage(Map.of(SERVER, Duration.ofMillis(100)), 0, 0);
    Usage after = new Usage(Map.of(RESTARTED, Duration.ofMillis(30)), 0, 0);

    assertThat(after.since(before).total()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void seesWhatThisVeryProcessUses() {
    assumeThat(Files.exists(Path.of("/proc/self/stat"))).isTrue();
    MeasuredProcess self = new MeasuredProcess("test", ProcessHandle.current().pid());
    Duration before = self.cpu();
    Duration ownBefore = MeasuredProcess.ownCpu();

    long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertThat(self.cpu().minus(before)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
    assertThat(MeasuredProcess.ownCpu().minus(ownBefore))
        .isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
    assertThat(self.memory()).isGreaterThan(1_000_000);
  }

  @Test
  void readsWhatADiskHasWritten() {
    assertThat(Disk.bytes(" 14916 636 53065 66926 53648 13074 2000 504621 0 1258 1229\n"))
        .isEqualTo(2000 * 512);
  }
}
