package io.orderstream.bench.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    Usage before = new Usage(Map.of(SERVER, usage(100, 1000)), 5000);
    Usage after = new Usage(Map.of(SERVER, usage(350, 1600)), 9000);

    Usage between = after.since(before);

    assertThat(between.total()).isEqualTo(usage(250, 600));
    assertThat(between.walBytes()).isEqualTo(4000);
  }

  @Test
  void countsAllOfAProcessThatStartedMeanwhile() {
    Usage before = new Usage(Map.of(SERVER, usage(100, 1000)), 0);
    Usage after = new Usage(Map.of(RESTARTED, usage(30, 10)), 0);

    assertThat(after.since(before).total()).isEqualTo(usage(30, 10));
  }

  @Test
  void seesWhatThisVeryProcessUses() {
    assumeThat(Files.exists(Path.of("/proc/self/stat"))).isTrue();
    MeasuredProcess self = MeasuredProcess.self("test");
    Usage before = Usage.of(List.of(self), 0);

    long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertThat(Usage.of(List.of(self), 0).since(before).total().cpu())
        .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
    assertThat(self.memory()).isGreaterThan(1_000_000);
  }

  private static ProcessUsage usage(long millis, long written) {
    return new ProcessUsage(Duration.ofMillis(millis), written);
  }
}
