package io.orderstream.bench;

import io.orderstream.bench.contender.Platform;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.OpenLoop;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.report.LoadReport;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.scenarios.Measuring;
import io.orderstream.bench.scenarios.Scenario;
import java.sql.SQLException;
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

  @Mixin private Extent extent = new Extent();
  @Mixin private Mix mix = new Mix();

  @Override
  public Integer call() throws Exception {
    try (Platform platform = new Platform(Stacks.running());
        Measuring measuring = new Measuring(platform)) {
      OrderMix orders = mix.stockedAt(platform);
      long warmUp = extent.warmUpOr(0);
      if (warmUp > 0) {
        Duration elapsed = measuring.warmUp(warmUp, WARM_UP_CONNECTIONS, orders);
        System.out.printf("warm-up   %,d orders in %d s%n", warmUp, elapsed.toSeconds());
      }
      System.out.print(new LoadReport(measure(measuring, orders)));
    }
    return 0;
  }

  private Measured measure(Measuring measuring, OrderMix orders)
      throws SQLException, InterruptedException {
    return rate == null
        ? measuring.measure(ClosedLoop.lasting(extent.length()), connections, orders, null)
        : measuring.measureAndWatch(
            OpenLoop.at(rate, extent.length()), Scenario.MOST_CONNECTIONS, orders, null);
  }
}
