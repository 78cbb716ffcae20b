package io.orderstream.bench;

import io.orderstream.bench.contender.Chain;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.Platform;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.report.Report;
import io.orderstream.bench.scenarios.Match;
import io.orderstream.bench.scenarios.Round;
import io.orderstream.bench.scenarios.Scenario;
import io.orderstream.bench.scenarios.Scenarios;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description =
        "Measures platform and synchronous chain in turns, on a stack of its own with new data,"
            + " and writes a report.")
final class RunCommand implements Callable<Integer> {

  private static final Duration LIMIT_LENGTH = Duration.ofSeconds(5);

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description = "Measure only these: light, capacity-16, …; without it, all of them.")
  private List<String> names = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Take so many turns; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Send orders for so long each time; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "ORDERS",
      defaultValue = "20000",
      description = "Have so many orders come in first; default: ${DEFAULT-VALUE}.")
  private long warmUp;

  @Option(
      names = "--only",
      paramLabel = "CONTENDER",
      description = "Measure only the platform, or only the chain.")
  private @Nullable String only;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      defaultValue = "benchmarks/bench/target/run",
      description = "Write the report and the stack's data there; default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Mixin private Mix mix = new Mix();

  private final long began = System.nanoTime();

  @Override
  public Integer call() throws Exception {
    Launcher launcher = Stacks.ofItsOwn(out.resolve("stack"));
    List<Scenario> scenarios =
        Scenarios.of(Duration.ofSeconds(seconds), launcher).stream()
            .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
            .toList();
    launcher.reset();
    try {
      launcher.up();
      progress("platform is up");
      Report report = measure(launcher, scenarios);
      report.writeTo(out);
      System.out.println();
      System.out.print(report.markdown());
    } finally {
      launcher.down();
    }
    return 0;
  }

  private Report measure(Launcher launcher, List<Scenario> scenarios) throws Exception {
    List<Round> played = new ArrayList<>();
    Map<String, List<String>> audits = new LinkedHashMap<>();
    List<Limit> limits;
    try (Platform platform = new Platform(launcher);
        Chain chain = "platform".equals(only) ? null : startChain(launcher)) {
      List<Contender> contenders = new ArrayList<>();
      if (!"chain".equals(only)) {
        contenders.add(platform);
      }
      if (chain != null) {
        contenders.add(chain);
      }
      OrderMix orders = null;
      for (Contender contender : contenders) {
        orders = mix.stockedAt(contender);
      }
      try (Match match = new Match(contenders, Objects.requireNonNull(orders), this::progress)) {
        match.warmUp(warmUp);
        for (Scenario scenario : scenarios) {
          played.addAll(match.play(scenario, rounds));
        }
      }
      for (Contender contender : contenders) {
        audits.put(contender.name(), contender.audit());
        progress("audit of the " + contender.name());
      }
      limits = platform.limits(LIMIT_LENGTH);
      progress("limits of this machine");
    }
    return new Report(setting(), played, audits, limits);
  }

  private Chain startChain(Launcher launcher) throws SQLException {
    Chain chain =
        Chain.start(
            launcher.home(),
            Stacks.root().resolve("benchmarks/request-response/target/request-response.jar"));
    progress("chain is up");
    return chain;
  }

  private List<String> setting() {
    return List.of(
        "%s, %d processors, %s"
            .formatted(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                "Java " + Runtime.version()),
        "%d rounds of %d s in turns, after %,d orders at each; medians, and what they lie between"
            .formatted(rounds, seconds, warmUp),
        "the load generator runs on the same processors, and is not counted; nor is the mail server",
        "while one contender is measured, the processes of the other stand still");
  }

  private void progress(String line) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%3d:%02d  %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), line);
  }
}
