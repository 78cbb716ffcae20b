package io.orderstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.MailServer;
import io.orderstream.bench.contender.StackHome;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.scenarios.MeasuredForTests;
import io.orderstream.bench.scenarios.Round;
import io.orderstream.bench.scenarios.Scenario;
import io.orderstream.bench.scenarios.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Scenario LIGHT =
      Scenarios.of(
              Duration.ofSeconds(1),
              new MailServer(new Launcher(Path.of(""), new StackHome(Path.of("")), 0)))
          .getFirst();

  @TempDir private Path directory;

  @Test
  void tellsTheMedianOfAllRoundsAndWhatItLiesBetween() {
    String text = report(round(1, 10), round(2, 40), round(3, 20)).markdown();

    assertThat(text)
        .contains("## 50 orders a second", "| accepted/s ", "| 20.0 (10.0 to 40.0) |")
        .contains("| an event ", "everything adds up");
  }

  @Test
  void costsAreThoseOfAnOrder() {
    assertThat(report(round(1, 10)).markdown())
        .containsPattern("CPU ms/order until settled +\\| +2\\.00 \\|")
        .containsPattern("CPU ms/order in all +\\| +3\\.00 \\|")
        .containsPattern("platform: service +\\| +2\\.00 \\| +1\\.00 \\| +3\\.00 \\| +1 \\|");
  }

  @Test
  void thePageNeedsNoNetwork() throws Exception {
    report(round(1, 10)).writeTo(directory);

    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("Chart.js", "\"accepted/s\"", "50 orders a second")
        .doesNotContain("{{", "src=", "<link");
  }

  private static Report report(Round... rounds) {
    return new Report(
        List.of("here"),
        List.of(rounds),
        Map.of("platform", List.of()),
        List.of(new Limit("an event", 1000, 0.5)));
  }

  /** So many orders in a second. */
  private static Round round(int number, int orders) {
    return new Round(
        LIGHT, "platform", number, MeasuredForTests.settled(orders, Duration.ofSeconds(1)));
  }
}
