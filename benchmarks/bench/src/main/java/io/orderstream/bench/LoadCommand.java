package io.orderstream.bench;

import io.orderstream.bench.contender.Platform;
import io.orderstream.bench.load.Arrivals;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.OpenLoop;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.report.LoadReport;
import io.orderstream.bench.scenarios.Measuring;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "load",
    description = "Puts the stack that runs under load, and shows what that took.",
    footer = {"", "The stack is found by STACK_HOME."})
final class LoadCommand implements Callable<Integer> {

  /** Of an open loop: there are more only while answers take longer than between two orders. */
  private static final int MOST_CONNECTIONS = 512;

  private static final int WARM_UP_CONNECTIONS = 64;

  @Option(
      names = "--rate",
      paramLabel = "ORDERS",
      description = "Send so many orders a second, whether answered or not.")
  private @Nullable Double rate;

  @Option(
      names = "--connections",
      paramLabel = "COUNT",
      defaultValue = "64",
      description =
          "Without --rate: on so many connections, send the next order when the last one is"
              + " answered; default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "For so long; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "ORDERS",
      defaultValue = "0",
      description = "Have so many orders come in before; 20000 before figures are quoted.")
  private long warmUp;

  @Mixin private Mix mix = new Mix();

  @Override
  public Integer call() throws Exception {
    try (Platform platform = new Platform(Stacks.running());
        Measuring measuring = new Measuring(platform)) {
      OrderMix orders = mix.stockedAt(platform);
      if (warmUp > 0) {
        Duration elapsed = measuring.warmUp(warmUp, WARM_UP_CONNECTIONS, orders);
        System.out.printf("warm-up   %,d orders in %d s%n", warmUp, elapsed.toSeconds());
      }
      Duration duration = Duration.ofSeconds(seconds);
      Arrivals arrivals = rate == null ? ClosedLoop.lasting(duration) : OpenLoop.at(rate, duration);
      System.out.print(
          new LoadReport(
              measuring.measure(arrivals, rate == null ? connections : MOST_CONNECTIONS, orders)));
    }
    return 0;
  }
}
