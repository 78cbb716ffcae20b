package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.load.ClosedLoop;
import io.orderstream.bench.load.OpenLoop;
import io.orderstream.bench.load.OrderMix;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All situations in which contenders are measured. */
public final class Scenarios {

  private static final int LIGHT = 50;
  private static final int BURST = 10 * LIGHT;
  private static final int WITHOUT_INVENTORY = 200;
  private static final Duration BURST_LENGTH = Duration.ofSeconds(10);
  private static final Duration BEFORE_FAULT = Duration.ofSeconds(5);
  private static final Duration INVENTORY_DOWN = Duration.ofSeconds(20);
  private static final Duration MAIL_SERVER_DOWN = Duration.ofSeconds(10);
  private static final double HOT_SHARE = 0.9;
  private static final int CONNECTIONS = 64;

  /** Of an open loop: there are more only while answers take longer than between two orders. */
  public static final int MOST_CONNECTIONS = 512;

  private Scenarios() {}

  /**
   * The scenarios, in the order in which they are measured.
   *
   * @param length how long each of them sends orders, faults and bursts apart
   * @param launcher of the mail server
   */
  public static List<Scenario> of(Duration length, Launcher launcher) {
    return Stream.concat(
            Stream.of(light(length)),
            Stream.concat(
                IntStream.of(16, 64, 256).mapToObj(connections -> capacity(connections, length)),
                Stream.of(
                    hotItem(length),
                    burst(length),
                    inventoryDown(length),
                    mailServerDown(length, launcher))))
        .toList();
  }

  private static Scenario light(Duration length) {
    return new Scenario(
        "light", LIGHT + " orders a second", () -> OpenLoop.at(LIGHT, length), MOST_CONNECTIONS);
  }

  private static Scenario capacity(int connections, Duration length) {
    return new Scenario(
        "capacity-" + connections,
        connections + " connections, each orders again when answered",
        () -> ClosedLoop.lasting(length),
        connections);
  }

  private static Scenario hotItem(Duration length) {
    return new Scenario(
            "hot-item",
            "%d connections, nine lines in ten are about one item".formatted(CONNECTIONS),
            () -> ClosedLoop.lasting(length),
            CONNECTIONS)
        .ordering(
            mix -> new OrderMix(mix.skus(), HOT_SHARE, mix.lines(), mix.customers(), mix.mail()));
  }

  private static Scenario burst(Duration length) {
    return new Scenario(
        "burst",
        "%d orders a second, for %d s %d".formatted(LIGHT, BURST_LENGTH.toSeconds(), BURST),
        () -> OpenLoop.at(LIGHT, BURST_LENGTH).then(BURST, BURST_LENGTH).then(LIGHT, length),
        MOST_CONNECTIONS);
  }

  private static Scenario inventoryDown(Duration length) {
    return new Scenario(
            "inventory-down",
            "%d orders a second, inventory killed and for %d s away"
                .formatted(WITHOUT_INVENTORY, INVENTORY_DOWN.toSeconds()),
            () -> OpenLoop.at(WITHOUT_INVENTORY, BEFORE_FAULT.plus(INVENTORY_DOWN).plus(length)),
            MOST_CONNECTIONS)
        .with(Fault.inventoryDown(BEFORE_FAULT, INVENTORY_DOWN));
  }

  private static Scenario mailServerDown(Duration length, Launcher launcher) {
    return new Scenario(
            "mail-down",
            "%d orders a second, the mail server for %d s away"
                .formatted(LIGHT, MAIL_SERVER_DOWN.toSeconds()),
            () -> OpenLoop.at(LIGHT, BEFORE_FAULT.plus(MAIL_SERVER_DOWN).plus(length)),
            MOST_CONNECTIONS)
        .with(Fault.mailServerDown(launcher, BEFORE_FAULT, MAIL_SERVER_DOWN));
  }
}
