package io.orderstream.bench.report;

import io.orderstream.bench.accounting.Usage;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.settling.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What is reported of each measurement.
 *
 * @param decimals how many digits behind the point say something
 */
record Figure(String title, int decimals, ToDoubleFunction<Measured> value) {

  /** All of them, in the order in which they are reported. */
  static final List<Figure> ALL =
      List.of(
          new Figure("accepted/s", 1, measured -> measured.load().acceptedPerSecond()),
          new Figure("accepted and settled/s", 1, Measured::settledPerSecond),
          new Figure("settled in the best second", 0, measured -> measured.outcome().bestSecond()),
          new Figure("answer p50, ms", 1, measured -> millis(measured.load().answerTimes(), 50)),
          new Figure("answer p99, ms", 1, measured -> millis(measured.load().answerTimes(), 99)),
          new Figure(
              "answer p99.9, ms", 1, measured -> millis(measured.load().answerTimes(), 99.9)),
          new Figure("answer to seen settled p50, ms", 1, measured -> seen(measured, false, 50)),
          new Figure("answer to seen settled p99, ms", 1, measured -> seen(measured, false, 99)),
          new Figure("sending to seen settled p50, ms", 1, measured -> seen(measured, true, 50)),
          new Figure("sending to seen settled p99, ms", 1, measured -> seen(measured, true, 99)),
          new Figure(
              "answer to decided p50, ms",
              1,
              measured -> millis(measured.outcome().settledAfter(), 50)),
          new Figure(
              "answer to decided p99, ms",
              1,
              measured -> millis(measured.outcome().settledAfter(), 99)),
          new Figure(
              "answer to last mail p99, ms",
              1,
              measured -> millis(measured.outcome().mailedAfter(), 99)),
          new Figure("backlog gone after, s", 1, Measured::backlogSeconds),
          new Figure("orders sent", 0, measured -> measured.load().sent()),
          new Figure("not accepted", 0, measured -> measured.load().refused()),
          new Figure(
              "accepted, not settled",
              0,
              measured -> measured.load().accepted().size() - measured.outcome().settled()),
          new Figure("accepted, unknown to the database", 0, measured -> measured.outcome().lost()),
          new Figure(
              "settled, not mailed",
              0,
              measured -> Math.max(0, measured.outcome().settled() - measured.outcome().mailed())),
          new Figure(
              "CPU ms/order until settled",
              2,
              measured -> measured.cpuMillis(measured.costs().untilSettled().total())),
          new Figure(
              "then, sending mails, CPU ms/order",
              2,
              measured -> measured.cpuMillis(measured.costs().sendingMails().total())),
          new Figure(
              "CPU ms/order in all",
              2,
              measured -> measured.cpuMillis(measured.costs().inAll().total())),
          new Figure(
              "of it the notification service's",
              2,
              measured -> measured.cpuMillis(notifications(measured.costs().inAll()))),
          new Figure(
              "load generator, CPU ms/order",
              2,
              measured -> measured.cpuMillis(measured.generator())),
          new Figure(
              "written to disk, KB/order",
              1,
              measured -> measured.kilobytes(measured.costs().inAll().diskBytes())),
          new Figure(
              "of it PostgreSQL's log, KB/order",
              1,
              measured -> measured.kilobytes(measured.costs().inAll().walBytes())),
          new Figure(
              "memory MB",
              0,
              measured ->
                  measured.memory().values().stream().mapToLong(Long::longValue).sum()
                      / 1048576.0));

  /** Of one process, the processor time of one part of the measurement. */
  static Figure cpuOf(String process, Function<Measured.Costs, Usage> part) {
    return new Figure(
        process,
        2,
        measured -> measured.cpuMillis(part.apply(measured.costs()).of(process).total()));
  }

  static Figure memoryOf(String process) {
    return new Figure(
        process,
        0,
        measured ->
            measured.memory().entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(process))
                    .mapToLong(Map.Entry::getValue)
                    .sum()
                / 1048576.0);
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
    return Double.isNaN(figure) ? "–" : ("%,." + decimals + "f").formatted(figure);
  }

  /** NaN where no order was watched. */
  private static double seen(Measured measured, boolean sinceIntended, double percentile) {
    Watch.Seen seen = measured.seen();
    return seen == null
        ? Double.NaN
        : millis(sinceIntended ? seen.sinceIntended() : seen.sinceAnswer(), percentile);
  }

  private static Duration notifications(Usage usage) {
    return usage.cpu().entrySet().stream()
        .filter(entry -> entry.getKey().name().contains("notification"))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
