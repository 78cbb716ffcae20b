package io.orderstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.StackHome;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.load.AcceptedOrders;
import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.scenarios.Round;
import io.orderstream.bench.scenarios.Scenario;
import io.orderstream.bench.scenarios.Scenarios;
import io.orderstream.bench.settling.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
  private static final Scenario LIGHT =
      Scenarios.of(Duration.ofSeconds(1), new Launcher(Path.of(""), new StackHome(Path.of("")), 0))
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
        .containsPattern("platform: service +\\| +3\\.00 \\| +1 \\|");
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
    AcceptedOrders accepted = new AcceptedOrders();
    for (int i = 0; i < orders; i++) {
      accepted.add(UUID.randomUUID(), 0);
    }
    LoadResult load =
        new LoadResult(
            BEGAN,
            Duration.ofSeconds(1),
            new TreeMap<>(Map.of(201, (long) orders)),
            new Histogram(3),
            accepted);
    Outcome outcome =
        new Outcome(
            orders, 0, new Histogram(3), BEGAN.plusSeconds(2), orders, orders, new Histogram(3));
    MeasuredProcess service = new MeasuredProcess("service", 1);
    return new Round(
        LIGHT,
        "platform",
        number,
        new Measured(
            load,
            outcome,
            true,
            usage(service, 2 * orders),
            true,
            usage(service, 3 * orders),
            Map.of(service, 1L << 20),
            Duration.ZERO));
  }

  private static Usage usage(MeasuredProcess process, int millis) {
    return new Usage(Map.of(process, Duration.ofMillis(millis)), 0, 0);
  }
}
