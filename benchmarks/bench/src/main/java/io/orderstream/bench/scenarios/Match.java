package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.load.OrderMix;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Contenders measured in turns: while one is under load, all others stand still. */
public final class Match implements AutoCloseable {

  /** After a contender stood still, before it is measured. */
  private static final int WAKING_UP = 500;

  private static final int WARM_UP_CONNECTIONS = 64;
  private static final int WAKE_UP_CONNECTIONS = 8;

  private final Map<Contender, Measuring> contenders = new LinkedHashMap<>();
  private final List<Contender> all;
  private final OrderMix mix;
  private final Capacities capacities;
  private final Consumer<String> progress;

  /**
   * A match of contenders that have been stocked for what will be ordered.
   *
   * @param all that run, and not only those that are measured
   * @param progress told what happens, a line for each phase
   */
  public Match(
      List<Contender> contenders,
      List<Contender> all,
      OrderMix mix,
      Capacities capacities,
      Consumer<String> progress) {
    contenders.forEach(contender -> this.contenders.put(contender, new Measuring(contender)));
    this.all = List.copyOf(all);
    this.mix = mix;
    this.capacities = capacities;
    this.progress = progress;
  }

  /** Has so many orders come in at each contender before it is measured. */
  public void warmUp(long orders) throws SQLException, InterruptedException {
    for (Contender contender : contenders.keySet()) {
      Measuring measuring = alone(contender);
      Duration elapsed = measuring.warmUp(orders, WARM_UP_CONNECTIONS, mix);
      progress.accept(
          "%s warm-up: %,d orders in %d s"
              .formatted(contender.name(), orders, elapsed.toSeconds()));
    }
  }

  /**
   * Measures all contenders in turns, and has another one begin each time.
   *
   * @param played told of each measurement
   */
  public void play(Scenario scenario, int rounds, RoundListener played) throws Exception {
    List<Contender> order = contenders.keySet().stream().filter(scenario::isFor).toList();
    for (int number = 1; number <= rounds; number++) {
      for (Contender contender : number % 2 == 1 ? order : order.reversed()) {
        Round round = new Round(scenario, contender.name(), number, play(scenario, contender));
        capacities.learn(round);
        progress.accept(
            "%s %d/%d %s: %,.1f accepted/s, %,.1f settled/s, p99 %.1f ms, %.2f CPU ms an order"
                .formatted(
                    scenario.name(),
                    number,
                    rounds,
                    contender.name(),
                    round.measured().load().acceptedPerSecond(),
                    round.measured().settledPerSecond(),
                    round.measured().load().answerTimes().getValueAtPercentile(99) / 1e3,
                    round.measured().cpuMillis(round.measured().costs().inAll().total())));
        played.played(round);
      }
    }
  }

  /** Is told of measurements. */
  @FunctionalInterface
  public interface RoundListener {
    void played(Round round) throws Exception;
  }

  private Measured play(Scenario scenario, Contender contender) throws Exception {
    Measuring measuring = alone(contender);
    measuring.warmUp(WAKING_UP, WAKE_UP_CONNECTIONS, mix);
    return scenario.circumstance().during(contender, () -> measure(scenario, contender, measuring));
  }

  private Measured measure(Scenario scenario, Contender contender, Measuring measuring)
      throws SQLException, InterruptedException {
    Scenario.Pace pace = scenario.pace();
    var arrivals = pace.arrivals().apply(rates(scenario, contender));
    OrderMix ordered = scenario.mix().apply(mix);
    return pace.watched()
        ? measuring.measureAndWatch(arrivals, pace.connections(), ordered, scenario.relief())
        : measuring.measure(arrivals, pace.connections(), ordered, scenario.relief());
  }

  private Rates rates(Scenario scenario, Contender contender) {
    return scenario.followsCapacity()
        ? new Rates(
            capacities.of(contenders.keySet().iterator().next().name()),
            capacities.of(contender.name()))
        : new Rates(0, 0);
  }

  private Measuring alone(Contender contender) {
    all.stream().filter(other -> !other.equals(contender)).forEach(Contender::pause);
    contender.resume();
    return Objects.requireNonNull(contenders.get(contender));
  }

  /** Wakes all of them up. */
  @Override
  public void close() {
    all.forEach(Contender::resume);
    contenders.values().forEach(Measuring::close);
  }
}
