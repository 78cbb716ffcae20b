package io.orderstream.bench;

import io.orderstream.bench.contender.Chain;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.MailServer;
import io.orderstream.bench.contender.Platform;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.report.Report;
import io.orderstream.bench.scenarios.Capacities;
import io.orderstream.bench.scenarios.Match;
import io.orderstream.bench.scenarios.Round;
import io.orderstream.bench.scenarios.Scenario;
import io.orderstream.bench.scenarios.Scenarios;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description =
        "Measures platform and synchronous chain in turns, on a stack of its own with new data,"
            + " and writes a report.")
final class RunCommand implements Callable<Integer> {

  private static final Duration LIMIT_LENGTH = Duration.ofSeconds(5);
  private static final long USUAL_WARM_UP = 20_000;

  /** What may be measured alone. */
  enum Only {
    PLATFORM,
    CHAIN
  }

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
      names = "--only",
      paramLabel = "CONTENDER",
      description = "Measure only one of them: ${COMPLETION-CANDIDATES}.")
  private @Nullable Only only;

  @Option(
      names = "--capacity",
      paramLabel = "ORDERS",
      description =
          "Have rates follow this capacity of the platform, in orders a second, instead of what"
              + " capacity-64 measures.")
  private @Nullable Double capacity;

  @Option(
      names = "--chain-capacity",
      paramLabel = "ORDERS",
      description = "The same for the chain.")
  private @Nullable Double chainCapacity;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      defaultValue = "benchmarks/bench/target/run",
      description = "Write the report and the stack's data there; default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Mixin private Extent extent = new Extent();
  @Mixin private Mix mix = new Mix();
  @Spec private @Nullable CommandSpec command;

  private final Progress progress = new Progress();
  private final List<String> setting = new ArrayList<>();
  private final List<Round> played = new ArrayList<>();
  private final Map<String, List<String>> audits = new LinkedHashMap<>();
  private final List<Limit> limits = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Launcher launcher = Stacks.ofItsOwn(out.resolve("stack"));
    List<Scenario> scenarios = chosen(Scenarios.of(extent.length(), new MailServer(launcher)));
    launcher.reset();
    try {
      launcher.up();
      progress.tell("platform is up");
      measure(launcher, scenarios);
    } finally {
      launcher.down();
    }
    System.out.println();
    System.out.print(report().markdown());
    return 0;
  }

  /** Refuses what could only fail later. */
  private List<Scenario> chosen(List<Scenario> all) {
    List<String> known = all.stream().map(Scenario::name).toList();
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw wrong(
          "There is no scenario %s. There are: %s"
              .formatted(String.join(", ", unknown), String.join(", ", known)));
    }
    List<Scenario> chosen =
        all.stream()
            .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
            .toList();
    boolean measured =
        chosen.stream().anyMatch(scenario -> scenario.name().equals(Scenarios.CAPACITY));
    boolean given =
        (only == Only.CHAIN || capacity != null)
            && (only == Only.PLATFORM || chainCapacity != null);
    for (Scenario scenario : chosen) {
      if (scenario.followsCapacity() && !measured && !given) {
        throw wrong(
            "%s follows the capacity: measure %s, too, or give --capacity and --chain-capacity"
                .formatted(scenario.name(), Scenarios.CAPACITY));
      }
    }
    return chosen;
  }

  private ParameterException wrong(String text) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), text);
  }

  private void measure(Launcher launcher, List<Scenario> scenarios) throws Exception {
    try (Platform platform = new Platform(launcher);
        Chain chain = only == Only.PLATFORM ? null : startChain(launcher)) {
      List<Contender> all = chain == null ? List.of(platform) : List.of(platform, chain);
      List<Contender> measured = only == Only.CHAIN && chain != null ? List.of(chain) : all;
      long warmUp = extent.warmUpOr(USUAL_WARM_UP);
      setting.addAll(Setting.of(platform, measured));
      setting.add(
          ("%d rounds of %d s in turns, another one beginning each time, after %,d orders at each;"
                  + " medians, and what they lie between; %s")
              .formatted(rounds, extent.length().toSeconds(), warmUp, mix));
      OrderMix orders = null;
      for (Contender contender : measured) {
        orders = mix.stockedAt(contender);
      }
      try (Match match =
          new Match(
              measured,
              all,
              Objects.requireNonNull(orders),
              new Capacities(givenCapacities()),
              progress::tell)) {
        match.warmUp(warmUp);
        for (Scenario scenario : scenarios) {
          match.play(scenario, rounds, this::add);
        }
      }
      audit(measured);
      if (measured.contains(platform)) {
        limits(platform);
      }
    }
  }

  private Chain startChain(Launcher launcher) throws Exception {
    Chain chain = Chain.start(launcher.home(), Stacks.chain());
    progress.tell("chain is up");
    return chain;
  }

  private Map<String, Double> givenCapacities() {
    Map<String, Double> given = new HashMap<>();
    if (capacity != null) {
      given.put("platform", capacity);
    }
    if (chainCapacity != null) {
      given.put("chain", chainCapacity);
    }
    return given;
  }

  private void add(Round round) throws IOException {
    played.add(round);
    report().writeTo(out); // whatever fails later: this is not lost
  }

  private void audit(List<Contender> contenders) throws Exception {
    for (Contender contender : contenders) {
      audits.put(contender.name(), contender.audit());
      report().writeTo(out);
      progress.tell("audit of the " + contender.name());
    }
  }

  private void limits(Platform platform) throws Exception {
    for (Callable<Limit> limit : platform.limits(LIMIT_LENGTH).all()) {
      limits.add(limit.call());
      report().writeTo(out);
      progress.tell("limit of this machine: " + limits.getLast().name());
    }
  }

  private Report report() {
    return new Report(setting, played, audits, limits);
  }
}
