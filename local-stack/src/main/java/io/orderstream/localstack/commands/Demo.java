package io.orderstream.localstack.commands;

import io.orderstream.localstack.demo.Letterbox;
import io.orderstream.localstack.demo.Shop;
import io.orderstream.localstack.demo.Shop.Line;
import io.orderstream.localstack.demo.Shop.Order;
import io.orderstream.localstack.demo.Shop.UnknownSku;
import io.orderstream.localstack.demo.ShoppingList;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.terminal.Progress;
import io.orderstream.localstack.terminal.Table;
import io.orderstream.localstack.terminal.Terminal;
import io.orderstream.localstack.tokens.Account;
import io.orderstream.localstack.tokens.LocalIssuer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    description =
        "Places some orders, one beyond what is in stock, and shows them settle and their mails.")
final class Demo implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int MAILS_FOR_AN_ORDER = 2;
  private static final int LABEL = 46;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final Terminal terminal = StackCommand.terminal();

  @Override
  public Integer call() {
    var ports = StackCommand.stack().ports();
    var random = RandomGenerator.getDefault();
    var customer = "demo-" + random.nextInt(100_000, 1_000_000);
    var email = customer + "@example.com";
    var token = new LocalIssuer(ports.gateway()).token(Account.STOREFRONT);
    try (var shop = new Shop(ports.gateway(), token);
        var letterbox = new Letterbox(ports.mailApi(), email)) {
      var orders = new ShoppingList(shop.items(), random).orders();
      terminal.line("  %s orders at http://127.0.0.1:%d".formatted(email, ports.gateway()));
      terminal.blank();
      place(shop, customer, email, orders);
      terminal.blank();
      show(letterbox, orders.size() * MAILS_FOR_AN_ORDER);
    }
    terminal.blank();
    terminal.line(
        "  The events: %s   The mails: http://127.0.0.1:%d"
            .formatted(terminal.good("./stack tail orders --from-beginning"), ports.mailApi()));
    return 0;
  }

  private void place(Shop shop, String customer, String email, List<List<Line>> orders) {
    var labels = IntStream.range(0, orders.size()).mapToObj(i -> label(i, orders.get(i))).toList();
    try (var progress = new Progress(terminal, labels)) {
      for (var i = 0; i < orders.size(); i++) {
        var lines = orders.get(i);
        var step = progress.step(labels.get(i));
        step.doing("placing");
        var began = System.nanoTime();
        var order = placeOnceKnown(shop, customer, email, lines);
        var accepted = System.nanoTime();
        step.doing("accepted in %s, settling".formatted(millis(accepted - began)));
        var settled = await(() -> shop.order(order.id()), Order::isSettled, "order " + order.id());
        step.done(
            "accepted in %s, %s after %s%s"
                .formatted(
                    millis(accepted - began),
                    settled.status().toLowerCase(Locale.ROOT),
                    millis(System.nanoTime() - accepted),
                    settled.refusals().stream().map(r -> ": " + r).collect(Collectors.joining())));
      }
    }
  }

  private static Order placeOnceKnown(Shop shop, String customer, String email, List<Line> lines) {
    var key = UUID.randomUUID().toString();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return shop.place(key, customer, email, lines);
      } catch (UnknownSku e) {
        if (System.nanoTime() > deadline) {
          throw new StackFailure(
              "The shop answers: %s".formatted(e.getMessage()),
              "Is the item on its topic? ./stack tail items --from-beginning");
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }

  private void show(Letterbox letterbox, int expected) {
    var letters = await(letterbox::letters, found -> found.size() >= expected, expected + " mails");
    var table = new Table();
    letters.forEach(
        letter ->
            table.row(
                List.of(terminal.faint(TIME.format(letter.time())), "mail", letter.subject())));
    table.print(terminal);
  }

  private static <T> T await(Supplier<T> source, Predicate<T> enough, String what) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var found = source.get();
    while (!enough.test(found)) {
      if (System.nanoTime() > deadline) {
        throw new StackFailure(
            "Waited %d s for %s in vain.".formatted(PATIENCE.toSeconds(), what),
            "See what runs: ./stack status; and what it printed: ./stack logs");
      }
      LockSupport.parkNanos(POLL.toNanos());
      found = source.get();
    }
    return found;
  }

  private static String label(int index, List<Line> lines) {
    var text =
        (index + 1) + "  " + lines.stream().map(Line::toString).collect(Collectors.joining(" + "));
    return text.length() > LABEL ? text.substring(0, LABEL - 1) + "…" : text;
  }

  private static String millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
  }
}
