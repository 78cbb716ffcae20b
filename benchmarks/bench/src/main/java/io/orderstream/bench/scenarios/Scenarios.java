package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.MailServer;
import io.orderstream.bench.load.OpenLoop;
import io.orderstream.bench.load.OrderMix;
import io.orderstream.bench.scenarios.Scenario.Pace;
import java.time.Duration;
import java.util.List;

/** All situations in which contenders are measured. */
public final class Scenarios {

  /** The scenario that tells the capacity which the rates of others follow. */
  public static final String CAPACITY = "capacity-64";

  private static final int LIGHT = 50;
  private static final double STEADY = 0.1;
  private static final double WITHOUT_INVENTORY = 0.2;
  private static final double HALF = 0.5;
  private static final double HOT_SHARE = 0.9;
  private static final int CONNECTIONS = 64;
  private static final Duration BURST_LENGTH = Duration.ofSeconds(10);
  private static final Duration BEFORE_FAULT = Duration.ofSeconds(5);
  private static final Duration INVENTORY_DOWN = Duration.ofSeconds(20);
  private static final Duration MAIL_SERVER_DOWN = Duration.ofSeconds(10);
  private static final Duration MAIL_SERVER_PAUSE = Duration.ofMillis(200);

  /** Until then orders are answered that were sent last. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private Scenarios() {}

  /**
   * The scenarios, in the order in which they are measured.
   *
   * @param length how long each of them sends orders, faults and bursts apart
   */
  public static List<Scenario> of(Duration length, MailServer mail) {
    return List.of(
        new Scenario("light", LIGHT + " orders a second", Pace.open(LIGHT, length)),
        capacity(16, length),
        capacity(CONNECTIONS, length),
        capacity(256, length),
        hotItem(length),
        halfCapacity(length),
        burst(length),
        inventoryDown(length),
        mailServerSlow(length, mail),
        mailServerDown(length, mail),
        consumerAdded(length));
  }

  /** One closed loop, as the others follow it. */
  public static Scenario capacity(Duration length) {
    return capacity(CONNECTIONS, length);
  }

  private static Scenario capacity(int connections, Duration length) {
    return new Scenario(
        "capacity-" + connections,
        connections + " connections, each orders again when answered",
        Pace.closed(connections, length));
  }

  private static Scenario hotItem(Duration length) {
    return new Scenario(
            "hot-item",
            "%d connections, nine lines in ten are about one item".formatted(CONNECTIONS),
            Pace.closed(CONNECTIONS, length))
        .ordering(
            mix -> new OrderMix(mix.skus(), HOT_SHARE, mix.lines(), mix.customers(), mix.mail()));
  }

  private static Scenario halfCapacity(Duration length) {
    return new Scenario(
        "half-capacity",
        "Half of what each was measured to be capable of",
        Pace.following(rates -> OpenLoop.at(HALF * rates.own(), length)).butWatched());
  }

  private static Scenario burst(Duration length) {
    return new Scenario(
            "burst",
            "A tenth of the platform's capacity, for %d s all of it"
                .formatted(BURST_LENGTH.toSeconds()),
            Pace.following(
                rates ->
                    OpenLoop.at(STEADY * rates.common(), BURST_LENGTH)
                        .then(rates.common(), BURST_LENGTH)
                        .then(STEADY * rates.common(), length)))
        .relievedAfter(BURST_LENGTH.multipliedBy(2));
  }

  private static Scenario inventoryDown(Duration length) {
    Duration down = BEFORE_FAULT.plus(INVENTORY_DOWN);
    return new Scenario(
            "inventory-down",
            "A fifth of the platform's capacity, inventory killed and started again %d s later"
                .formatted(INVENTORY_DOWN.toSeconds()),
            Pace.following(
                rates -> OpenLoop.at(WITHOUT_INVENTORY * rates.common(), down.plus(length))))
        .with(Fault.inventoryDown(BEFORE_FAULT, INVENTORY_DOWN))
        .relievedAfter(down);
  }

  private static Scenario mailServerSlow(Duration length, MailServer mail) {
    return new Scenario(
            "mail-slow",
            "%d orders a second, the mail server takes %d ms for each mail"
                .formatted(LIGHT, MAIL_SERVER_PAUSE.toMillis()),
            Pace.open(LIGHT, length))
        .with(Fault.mailServerSlow(mail, MAIL_SERVER_PAUSE, length.plus(LAST_ANSWERS)));
  }

  private static Scenario mailServerDown(Duration length, MailServer mail) {
    return new Scenario(
            "mail-down",
            "%d orders a second, the mail server for %d s away"
                .formatted(LIGHT, MAIL_SERVER_DOWN.toSeconds()),
            Pace.open(LIGHT, BEFORE_FAULT.plus(MAIL_SERVER_DOWN).plus(length)))
        .with(Fault.mailServerDown(mail, BEFORE_FAULT, MAIL_SERVER_DOWN));
  }

  private static Scenario consumerAdded(Duration length) {
    return new Scenario(
            "consumer-added",
            ("%d orders a second, and one more consumer group reads all topics; in the chain, one"
                    + " more recipient is one more call, in code and time of each order")
                .formatted(LIGHT),
            Pace.open(LIGHT, length))
        .with(Circumstance.CONSUMER_ADDED)
        .onlyForEvents();
  }
}
