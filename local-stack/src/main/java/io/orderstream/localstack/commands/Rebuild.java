package io.orderstream.localstack.commands;

import io.orderstream.localstack.operating.Consumers;
import io.orderstream.localstack.terminal.Terminal;
import io.orderstream.localstack.tokens.Account;
import io.orderstream.localstack.tokens.LocalIssuer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rebuild",
    description = "Has a consumer make its state anew from a topic, while everything goes on.",
    footer = {"", "  ./stack rebuild order-service inventory.item.state.v1"})
final class Rebuild implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(300);

  @Parameters(paramLabel = "CONSUMER")
  private String consumer = "";

  @Parameters(paramLabel = "TOPIC")
  private String topic = "";

  private final Terminal terminal = StackCommand.terminal();

  @Override
  public Integer call() {
    var gateway = StackCommand.stack().ports().gateway();
    var token = new LocalIssuer(gateway).token(Account.OPS);
    try (var consumers = new Consumers(gateway, token)) {
      var rebuild = consumers.rebuild(consumer, topic);
      var id = rebuild.path("id").asString("");
      var began = System.nanoTime();
      while (!rebuild.path("status").asString("").equals("FINISHED")) {
        LockSupport.parkNanos(POLL.toNanos());
        rebuild = consumers.rebuildOf(consumer, id);
      }
      terminal.line(
          "  %s: %s has read %s again, all %d partitions, in %.1f s"
              .formatted(
                  terminal.good("rebuilt"),
                  consumer,
                  topic,
                  rebuild.path("partitions").asInt(),
                  (System.nanoTime() - began) / 1e9));
    }
    return 0;
  }
}
