package io.orderstream.bench;

import io.orderstream.bench.contender.Chain;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.Platform;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.report.Ratios;
import io.orderstream.bench.scenarios.Capacities;
import io.orderstream.bench.scenarios.Match;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.scenarios.Scenarios;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "short",
    description = {
      "Compares the stack that runs with the synchronous chain, in some two minutes.",
      "Fails only if orders are lost or left half done, or if nothing is settled."
    },
    footer = {"", "The stack is found by STACK_HOME."})
final class ShortCommand implements Callable<Integer> {

  private static final long WARM_UP = 1_500;
  private static final Duration LENGTH = Duration.ofSeconds(12);
  private static final Duration LIMIT_LENGTH = Duration.ofSeconds(4);
  private static final int ITEMS = 100;
  private static final int CUSTOMERS = 1_000;

  @Override
  public Integer call() throws Exception {
    Progress progress = new Progress();
    Launcher launcher = Stacks.running();
    try (Platform platform = new Platform(launcher);
        Chain chain = Chain.start(launcher.home(), Stacks.chain())) {
      progress.tell("chain is up");
      Limit floor = floor(platform);
      Map<String, Measured> measured = measure(List.of(platform, chain), progress);
      Measured ofPlatform = Objects.requireNonNull(measured.get(platform.name()));
      Measured ofChain = Objects.requireNonNull(measured.get(chain.name()));
      System.out.printf("%n%s%n", new Ratios(ofPlatform, ofChain, floor));
      return complain(ofPlatform, ofChain) ? 1 : 0;
    }
  }

  private static @Nullable Limit floor(Platform platform) throws Exception {
    try {
      return platform.limits(LIMIT_LENGTH).emptyEndpoint();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
      return null;
    }
  }

  private static Map<String, Measured> measure(List<Contender> contenders, Progress progress)
      throws Exception {
    Map<String, Measured> measured = new LinkedHashMap<>();
    OrderMix orders = null;
    for (Contender contender : contenders) {
      orders = Mix.stocked(contender, ITEMS, 2, CUSTOMERS);
    }
    try (Match match =
        new Match(
            contenders,
            contenders,
            Objects.requireNonNull(orders),
            new Capacities(Map.of()),
            progress::tell)) {
      match.warmUp(WARM_UP);
      match.play(
          Scenarios.capacity(LENGTH),
          1,
          round -> measured.put(round.contender(), round.measured()));
    }
    return measured;
  }

  /** The chain may leave orders half done: that is what it is compared for. */
  private static boolean complain(Measured platform, Measured chain) {
    long halfDone = platform.load().accepted().size() - platform.outcome().settled();
    if (halfDone > 0) {
      System.out.printf(
          "%,d orders that the platform accepted are not settled, %,d of them lost.%n",
          halfDone, platform.outcome().lost());
    }
    boolean idle = platform.outcome().settled() == 0 || chain.outcome().settled() == 0;
    if (idle) {
      System.out.println("Nothing was settled.");
    }
    return halfDone > 0 || idle;
  }
}
