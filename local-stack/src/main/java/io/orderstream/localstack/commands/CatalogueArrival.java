package io.orderstream.localstack.commands;

import io.orderstream.localstack.kafka.GroupProgress;
import io.orderstream.localstack.kafka.KafkaCluster;
import io.orderstream.localstack.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The way of the items from inventory-service to order-service, which refuses those unknown. */
record CatalogueArrival(KafkaCluster kafka, Terminal terminal) {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(200);

  /** The items are sent together, but arrive one after another: one look may fall between two. */
  private static final int LOOKS = 2;

  /** Waits until order-service knows the items; after 30 s goes on with a hint. */
  void await() {
    var began = System.nanoTime();
    var told = false;
    try (var progress = new GroupProgress(kafka, "order-service", "inventory.item.state.v1")) {
      for (var good = 0; good < LOOKS; good = progress.isCaughtUp() ? good + 1 : 0) {
        var waited = Duration.ofNanos(System.nanoTime() - began);
        if (waited.compareTo(LIMIT) > 0) {
          terminal.line("  Orders may be refused for a while yet: see ./stack logs order-service");
          return;
        }
        if (!told && waited.compareTo(MOMENT) > 0) {
          terminal.line(terminal.faint("  order-service reads the items"));
          told = true;
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }
}
