package io.orderstream.bench.scenarios;

import io.orderstream.bench.load.Arrivals;
import io.orderstream.bench.load.OrderMix;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A situation in which contenders are measured.
 *
 * @param name how it is chosen
 * @param title what it is, for the report
 * @param arrivals when orders come in
 * @param connections at most so many at once
 * @param mix what is different about what is ordered
 * @param fault what fails meanwhile
 */
public record Scenario(
    String name,
    String title,
    Supplier<Arrivals> arrivals,
    int connections,
    UnaryOperator<OrderMix> mix,
    Fault fault) {

  Scenario(String name, String title, Supplier<Arrivals> arrivals, int connections) {
    this(name, title, arrivals, connections, UnaryOperator.identity(), Fault.NONE);
  }

  Scenario ordering(UnaryOperator<OrderMix> other) {
    return new Scenario(name, title, arrivals, connections, other, fault);
  }

  Scenario with(Fault happening) {
    return new Scenario(name, title, arrivals, connections, mix, happening);
  }
}
