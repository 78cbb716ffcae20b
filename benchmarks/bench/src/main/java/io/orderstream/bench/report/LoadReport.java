package io.orderstream.bench.report;

import io.orderstream.bench.load.LoadResult;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.settling.Outcome;
import io.orderstream.bench.settling.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** One load in full, as text. */
public record LoadReport(Measured measured) {

  private static final double MEGA = 1024 * 1024;

  @Override
  public String toString() {
    return outcome() + "\n" + times() + "\n" + costs();
  }

  private String outcome() {
    LoadResult load = measured.load();
    Outcome outcome = measured.outcome();
    Instant end = load.began().plus(load.elapsed());
    return """
        accepted  %,d in %.1f s: %.1f/s; answers: %s
        settled   %,d: %.1f/s, the last one %.2f s after the last answer%s; lost: %d
        mailed    %,d%s
        """
        .formatted(
            load.accepted().size(),
            load.elapsed().toNanos() / 1e9,
            load.acceptedPerSecond(),
            answers(load),
            outcome.settled(),
            measured.settledPerSecond(),
            Math.max(0, Duration.between(end, outcome.lastSettled()).toNanos() / 1e9),
            measured.settled() ? "" : " (NOT ALL: gave up)",
            outcome.lost(),
            outcome.mailed(),
            measured.mailed() ? "" : " (NOT ALL: gave up)");
  }

  private static String answers(LoadResult load) {
    return load.answers().entrySet().stream()
        .map(
            entry ->
                (entry.getKey() == LoadResult.NO_ANSWER ? "none" : entry.getKey().toString())
                    + " × %,d".formatted(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String times() {
    MarkdownTable table =
        new MarkdownTable("milliseconds", "p50", "p90", "p99", "p99.9", "max")
            .row(percentiles("order to answer", measured.load().answerTimes()))
            .row(percentiles("answer to decided, before commit", measured.outcome().settledAfter()))
            .row(percentiles("answer to last mail", measured.outcome().mailedAfter()));
    Watch.Seen seen = measured.seen();
    if (seen != null) {
      table
          .row(percentiles("some: answer to seen settled", seen.sinceAnswer()))
          .row(percentiles("some: order to seen settled", seen.sinceIntended()));
    }
    return table.toString();
  }

  private static Object[] percentiles(String name, Histogram micros) {
    return new Object[] {
      name,
      millis(micros.getValueAtPercentile(50)),
      millis(micros.getValueAtPercentile(90)),
      millis(micros.getValueAtPercentile(99)),
      millis(micros.getValueAtPercentile(99.9)),
      millis(micros.getMaxValue())
    };
  }

  private static String millis(long micros) {
    return "%.1f".formatted(micros / 1e3);
  }

  private String costs() {
    MarkdownTable table =
        new MarkdownTable(
            "process", "CPU ms/order until settled", "sending mails", "in all", "memory MB");
    Measured.Costs costs = measured.costs();
    costs
        .inAll()
        .cpu()
        .forEach(
            (process, cpu) ->
                costs(
                    table,
                    process.name(),
                    costs.untilSettled().cpu().getOrDefault(process, Duration.ZERO),
                    costs.sendingMails().cpu().getOrDefault(process, Duration.ZERO),
                    cpu,
                    measured.memory().getOrDefault(process, 0L)));
    costs(
        table,
        "all",
        costs.untilSettled().total(),
        costs.sendingMails().total(),
        costs.inAll().total(),
        measured.memory().values().stream().mapToLong(Long::longValue).sum());
    costs(table, "load generator", measured.generator(), Duration.ZERO, measured.generator(), 0);
    return table
        + "written to disk: %.1f KB/order; PostgreSQL's log: %.1f KB/order%n"
            .formatted(
                measured.kilobytes(costs.inAll().diskBytes()),
                measured.kilobytes(costs.inAll().walBytes()));
  }

  private void costs(
      MarkdownTable table,
      String name,
      Duration untilSettled,
      Duration sendingMails,
      Duration inAll,
      long memory) {
    table.row(
        name,
        "%.3f".formatted(measured.cpuMillis(untilSettled)),
        "%.3f".formatted(measured.cpuMillis(sendingMails)),
        "%.3f".formatted(measured.cpuMillis(inAll)),
        memory == 0 ? "" : "%.0f".formatted(memory / MEGA));
  }
}
