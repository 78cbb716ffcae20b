package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.load.Arrivals;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.OpenLoop;
import io.orderstream.bench.load.OrderMix;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A situation in which contenders are measured.
 *
 * @param name how it is chosen
 * @param title what it is, for the report
 * @param pace when orders come in
 * @param mix what is different about what is ordered
 * @param circumstance what happens meanwhile
 * @param relief when, after it began, there is no reason any more for orders to pile up
 * @param forEvents whether it says something only of contenders that publish events
 */
public record Scenario(
    String name,
    String title,
    Pace pace,
    UnaryOperator<OrderMix> mix,
    Circumstance circumstance,
    @Nullable Duration relief,
    boolean forEvents) {

  /** Of an open loop: there are more only while answers take longer than between two orders. */
  public static final int MOST_CONNECTIONS = 512;

  /**
   * How orders come in.
   *
   * @param connections at most so many at once
   * @param watched whether it is so slow that asking for single orders does not disturb
   */
  record Pace(
      Function<Rates, Arrivals> arrivals,
      int connections,
      boolean followsCapacity,
      boolean watched) {

    static Pace closed(int connections, Duration length) {
      return new Pace(_ -> ClosedLoop.lasting(length), connections, false, false);
    }

    static Pace open(double perSecond, Duration length) {
      return new Pace(_ -> OpenLoop.at(perSecond, length), MOST_CONNECTIONS, false, true);
    }

    static Pace following(Function<Rates, Arrivals> arrivals) {
      return new Pace(arrivals, MOST_CONNECTIONS, true, false);
    }

    Pace butWatched() {
      return new Pace(arrivals, connections, followsCapacity, true);
    }
  }

  Scenario(String name, String title, Pace pace) {
    this(name, title, pace, UnaryOperator.identity(), Circumstance.NONE, null, false);
  }

  Scenario ordering(UnaryOperator<OrderMix> other) {
    return new Scenario(name, title, pace, other, circumstance, relief, forEvents);
  }

  Scenario with(Circumstance happening) {
    return new Scenario(name, title, pace, mix, happening, relief, forEvents);
  }

  Scenario relievedAfter(Duration time) {
    return new Scenario(name, title, pace, mix, circumstance, time, forEvents);
  }

  Scenario onlyForEvents() {
    return new Scenario(name, title, pace, mix, circumstance, relief, true);
  }

  /** Whether it cannot be measured before the capacity is known. */
  public boolean followsCapacity() {
    return pace.followsCapacity();
  }

  boolean isFor(Contender contender) {
    return !forEvents || contender.publishesEvents();
  }
}
