package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;

/** Something fails while orders come in, and afterwards everything has to add up. */
final class Trial {

  private static final Path RESULTS = Path.of(System.getProperty("trial.results"));
  private static final int STOCK = 1_000_000;
  private static final int BEFORE = 150;
  private static final int AFTER = 100;

  private static final String HEADER =
      """
      | what failed | accepted | confirmed | lost | doubled | failed attempts | longest outage | drained after | mails sent again |
      |---|---|---|---|---|---|---|---|---|
      """;

  private final Shop shop;

  private Trial(Shop shop) {
    this.shop = shop;
  }

  /**
   * Has orders come in before, while and after something fails.
   *
   * @param name what fails, for the report
   * @param failing makes it fail, and mends it
   */
  static Outcome of(String name, ThrowingRunnable failing) throws Exception {
    return of(name, new Shop(), failing);
  }

  /**
   * The same with a shop of its own making, that nobody has ordered from yet.
   *
   * @param name what fails, for the report
   * @param failing makes it fail, and mends it
   */
  static Outcome of(String name, Shop shop, ThrowingRunnable failing) throws Exception {
    return new Trial(shop).run(name, failing);
  }

  record Outcome(int accepted, int failedAttempts) {}

  private Outcome run(String name, ThrowingRunnable failing) throws Exception {
    try (Load load = Load.start(shop, Shop.stock(STOCK))) {
      load.awaitFurther(BEFORE);
      runUnchecked(failing);
      load.awaitFurther(AFTER);
      load.end();
      return settle(name, load);
    }
  }

  private Outcome settle(String name, Load load) throws Exception {
    Instant end = Instant.now();
    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
    Platform.awaitDrained();
    Duration drained = Duration.between(end, Instant.now());

    List<UUID> settled = shop.orders(CONFIRMED);
    Mailbox mails = new Mailbox(shop.email());
    List<UUID> lost = without(load.accepted(), settled);
    List<UUID> doubled = without(settled, load.accepted());
    report(
        "| %s | %,d | %,d | %d | %d | %,d | %.1f s | %.1f s | %d |%n"
            .formatted(
                name,
                load.accepted().size(),
                settled.size(),
                lost.size(),
                doubled.size(),
                load.failedAttempts(),
                load.longestOutage().toMillis() / 1e3,
                drained.toMillis() / 1e3,
                mails.mails().size() - mails.ids().size()));
    assertThat(lost).as("lost orders").isEmpty();
    assertThat(doubled).as("doubled orders").isEmpty();
    Platform.assertEverythingAddsUp();
    return new Outcome(load.accepted().size(), load.failedAttempts());
  }

  private static void runUnchecked(ThrowingRunnable failing) throws Exception {
    try {
      failing.run();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<UUID> without(List<UUID> orders, List<UUID> others) {
    List<UUID> rest = new ArrayList<>(orders);
    others.forEach(rest::remove);
    return rest;
  }

  private static synchronized void report(String row) {
    System.out.print(row);
    try {
      if (Files.notExists(RESULTS)) {
        Files.writeString(RESULTS, HEADER);
      }
      Files.writeString(RESULTS, row, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
