package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Launcher;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Something that fails while orders come in.
 *
 * @param after how long after the load began
 * @param length how long until it is mended
 */
public record Fault(
    Duration after, Duration length, Consumer<Contender> begin, Consumer<Contender> end) {

  static final Fault NONE = new Fault(Duration.ZERO, Duration.ZERO, _ -> {}, _ -> {});

  static Fault inventoryDown(Duration after, Duration length) {
    return new Fault(after, length, Contender::killInventory, Contender::restartInventory);
  }

  static Fault mailServerDown(Launcher launcher, Duration after, Duration length) {
    return new Fault(after, length, _ -> launcher.kill("mail"), _ -> launcher.restart("mail"));
  }

  /** Lets it happen; returns when it is mended. */
  void happenTo(Contender contender) throws InterruptedException {
    // the times are what the scenario is about: there is nothing to be woken by
    Thread.sleep(after);
    begin.accept(contender);
    Thread.sleep(length);
    end.accept(contender);
  }
}
