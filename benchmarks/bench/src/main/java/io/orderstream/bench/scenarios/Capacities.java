package io.orderstream.bench.scenarios;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What contenders can do at most: as it is given, else as it was measured in this run. */
public final class Capacities {

  private final Map<String, Double> given;
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();

  /** Capacities of contenders, by name, for those that need not be measured. */
  public Capacities(Map<String, Double> given) {
    this.given = Map.copyOf(given);
  }

  /** Learns from a measurement, if it is one of capacity. */
  void learn(Round round) {
    if (round.scenario().name().equals(Scenarios.CAPACITY)) {
      measured
          .computeIfAbsent(round.contender(), _ -> new ArrayList<>())
          .add(round.measured().settledPerSecond());
    }
  }

  /** Orders a second. */
  double of(String contender) {
    Double known = given.get(contender);
    List<Double> values = measured.getOrDefault(contender, List.of());
    if (known == null && values.isEmpty()) {
      throw new IllegalStateException("The capacity of the %s is not known".formatted(contender));
    }
    return known != null ? known : values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
