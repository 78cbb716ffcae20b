package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.load.OrderMix;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Contenders measured in turns: while one is under load, the others stand still. */
public final class Match implements AutoCloseable {

  /** After a contender stood still, before it is measured. */
  private static final int WAKING_UP = 500;

  private static final int WARM_UP_CONNECTIONS = 64;
  private static final int WAKE_UP_CONNECTIONS = 8;

  private final Map<Contender, Measuring> contenders = new LinkedHashMap<>();
  private final OrderMix mix;
  private final Consumer<String> progress;

  /**
   * A match of contenders that have been stocked for what will be ordered.
   *
   * @param progress told what happens, a line for each phase
   */
  public Match(List<Contender> contenders, OrderMix mix, Consumer<String> progress) {
    contenders.forEach(contender -> this.contenders.put(contender, new Measuring(contender)));
    this.mix = mix;
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

  /** Measures all contenders in turns. */
  public List<Round> play(Scenario scenario, int rounds) throws SQLException, InterruptedException {
    List<Round> played = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      for (Contender contender : contenders.keySet()) {
        Round round = new Round(scenario, contender.name(), number, play(scenario, contender));
        played.add(round);
        progress.accept(
            "%s %d/%d %s: %,.1f accepted/s, p99 %.1f ms, %.2f CPU ms an order"
                .formatted(
                    scenario.name(),
                    number,
                    rounds,
                    contender.name(),
                    round.measured().load().acceptedPerSecond(),
                    round.measured().load().answerTimes().getValueAtPercentile(99) / 1e3,
                    round.measured().cpuMillis(round.measured().inAll().total())));
      }
    }
    return played;
  }

  private Measured play(Scenario scenario, Contender contender)
      throws SQLException, InterruptedException {
    Measuring measuring = alone(contender);
    Thread fault = Thread.ofVirtual().start(() -> happen(scenario.fault(), contender));
    Measured measured =
        measuring.measure(
            scenario.arrivals().get(), scenario.connections(), scenario.mix().apply(mix));
    fault.join();
    return measured;
  }

  private static void happen(Fault fault, Contender contender) {
    try {
      fault.happenTo(contender);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Measuring alone(Contender contender) throws SQLException, InterruptedException {
    contenders.keySet().stream()
        .filter(other -> !other.equals(contender))
        .forEach(Contender::pause);
    contender.resume();
    Measuring measuring = Objects.requireNonNull(contenders.get(contender));
    measuring.warmUp(WAKING_UP, WAKE_UP_CONNECTIONS, mix);
    return measuring;
  }

  /** Wakes all of them up. */
  @Override
  public void close() {
    contenders.keySet().forEach(Contender::resume);
    contenders.values().forEach(Measuring::close);
  }
}
