package io.orderstream.bench.report;

import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.scenarios.Measured;
import org.jspecify.annotations.Nullable;

/**
 * How the platform compares, as text. Unlike the figures themselves, that says something on any
 * machine.
 *
 * @param floor what the cheapest request costs, if that could be measured
 */
public record Ratios(Measured platform, Measured chain, @Nullable Limit floor) {

  @Override
  public String toString() {
    MarkdownTable table =
        new MarkdownTable("", "platform", "chain", "platform / chain")
            .row(cells("accepted and settled/s", 1, rate(platform), rate(chain)))
            .row(
                cells("CPU ms/order until settled", 3, untilSettled(platform), untilSettled(chain)))
            .row(cells("CPU ms/order in all", 3, inAll(platform), inAll(chain)));
    if (floor != null) {
      table.row(
          cells(
              "… times an empty endpoint's %.3f ms".formatted(floor.cpuMillis()),
              2,
              inAll(platform) / floor.cpuMillis(),
              inAll(chain) / floor.cpuMillis()));
    }
    return table.toString();
  }

  private static double rate(Measured measured) {
    return measured.settledPerSecond();
  }

  private static double untilSettled(Measured measured) {
    return measured.cpuMillis(measured.costs().untilSettled().total());
  }

  private static double inAll(Measured measured) {
    return measured.cpuMillis(measured.costs().inAll().total());
  }

  private static Object[] cells(String title, int decimals, double platform, double chain) {
    String format = "%,." + decimals + "f";
    return new Object[] {
      title, format.formatted(platform), format.formatted(chain), "%.3f".formatted(platform / chain)
    };
  }
}
