package io.orderstream.bench.scenarios;

import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.MailServer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Something that fails while orders come in.
 *
 * @param after how long after the load began; if zero, before it begins
 * @param length how long until it is mended
 */
record Fault(Duration after, Duration length, Consumer<Contender> begin, Consumer<Contender> end)
    implements Circumstance {

  static Fault inventoryDown(Duration after, Duration length) {
    return new Fault(after, length, Contender::killInventory, Contender::restartInventory);
  }

  static Fault mailServerDown(MailServer server, Duration after, Duration length) {
    return new Fault(after, length, _ -> server.kill(), _ -> server.restart());
  }

  /** From before the load. */
  static Fault mailServerSlow(MailServer server, Duration pause, Duration length) {
    return new Fault(
        Duration.ZERO, length, _ -> server.replaceBySlow(pause), _ -> server.putBack());
  }

  @Override
  public Measured during(Contender contender, Callable<Measured> measurement) throws Exception {
    if (after.isZero()) {
      begin.accept(contender);
    }
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> fault =
          thread.submit(
              () -> {
                happenTo(contender);
                return null;
              });
      try {
        Measured measured = measurement.call();
        fault.get();
        return measured;
      } finally {
        fault.cancel(true);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The fault did not happen as it should: " + e.getCause(), e);
    }
  }

  /** The times are what the scenario is about: there is nothing to be woken by. */
  private void happenTo(Contender contender) throws InterruptedException {
    Thread.sleep(after);
    if (!after.isZero()) {
      begin.accept(contender);
    }
    Thread.sleep(length);
    end.accept(contender);
  }
}
