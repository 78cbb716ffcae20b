package io.orderstream.bench.report;

import io.orderstream.bench.scenarios.Measured;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What is reported of each measurement. */
enum Figure {
  ACCEPTED("accepted/s", 1, measured -> measured.load().acceptedPerSecond()),
  SETTLED("settled/s", 1, Measured::settledPerSecond),
  SETTLED_PEAK("settled in the best second", 0, measured -> measured.outcome().bestSecond()),
  ANSWER_P50("answer p50, ms", 1, measured -> millis(measured.load().answerTimes(), 50)),
  ANSWER_P99("answer p99, ms", 1, measured -> millis(measured.load().answerTimes(), 99)),
  ANSWER_P999("answer p99.9, ms", 1, measured -> millis(measured.load().answerTimes(), 99.9)),
  SETTLED_P50("then settled p50, ms", 1, measured -> millis(measured.outcome().settledAfter(), 50)),
  SETTLED_P99("then settled p99, ms", 1, measured -> millis(measured.outcome().settledAfter(), 99)),
  MAILED_P99("then mailed p99, ms", 1, measured -> millis(measured.outcome().mailedAfter(), 99)),
  REFUSED("not accepted", 0, measured -> measured.load().refused()),
  UNSETTLED(
      "accepted, not settled",
      0,
      measured -> measured.load().accepted().size() - measured.outcome().settled()),
  NOT_MAILED(
      "settled, not mailed",
      0,
      measured -> Math.max(0, measured.outcome().settled() - measured.outcome().mailed())),
  CPU_SETTLED(
      "CPU ms/order until settled",
      2,
      measured -> measured.cpuMillis(measured.untilSettled().total())),
  CPU("CPU ms/order in all", 2, measured -> measured.cpuMillis(measured.inAll().total())),
  GENERATOR("load generator, CPU ms/order", 2, measured -> measured.cpuMillis(measured.generator())),
  WRITTEN(
      "written KB/order",
      1,
      measured ->
          measured.inAll().total().written()
              / 1024.0
              / Math.max(1, measured.load().accepted().size())),
  MEMORY(
      "memory MB",
      0,
      measured ->
          measured.memory().values().stream().mapToLong(Long::longValue).sum() / 1048576.0);

  private final String title;
  private final int decimals;
  private final ToDoubleFunction<Measured> value;

  Figure(String title, int decimals, ToDoubleFunction<Measured> value) {
    this.title = title;
    this.decimals = decimals;
    this.value = value;
  }

  String title() {
    return title;
  }

  /** The median of several measurements; of an even number, the lower one of the middle. */
  double median(List<Measured> measured) {
    List<Double> sorted = measured.stream().map(value::applyAsDouble).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** The median and, where they differ, what it lies between. */
  String text(List<Measured> measured) {
    double lowest = measured.stream().mapToDouble(value).min().orElseThrow();
    double highest = measured.stream().mapToDouble(value).max().orElseThrow();
    String median = format(median(measured));
    return format(lowest).equals(format(highest))
        ? median
        : "%s (%s to %s)".formatted(median, format(lowest), format(highest));
  }

  private String format(double figure) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
