package io.orderstream.localstack.commands;

import io.orderstream.localstack.operating.Consumers;
import io.orderstream.localstack.operating.Consumers.Letter;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.terminal.Table;
import io.orderstream.localstack.terminal.Terminal;
import io.orderstream.localstack.tokens.Account;
import io.orderstream.localstack.tokens.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "dead-letters",
    description = "Shows, replays and discards what consumers could not handle.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeadLetters.ListThem.class,
      DeadLetters.Show.class,
      DeadLetters.Replay.class,
      DeadLetters.Discard.class
    },
    footer = {
      "",
      "  ./stack dead-letters list --status WAITING",
      "  ./stack dead-letters replay ID",
      "  ./stack dead-letters replay --all --consumer inventory-service --error Timeout --rate 5"
    })
final class DeadLetters implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final Duration POLL = Duration.ofMillis(300);

  @Override
  public Integer call() {
    throw new StackFailure(
        "There is nothing said to be done.", "Say list, show, replay or discard, or --help.");
  }

  private static Consumers consumers() {
    var gateway = StackCommand.stack().ports().gateway();
    return new Consumers(gateway, new LocalIssuer(gateway).token(Account.OPS));
  }

  /** Which dead letters are meant. */
  static final class Filter {

    @Option(
        names = "--consumer",
        paramLabel = "NAME",
        description = "Of one consumer only: order-service, inventory-service, …")
    private String consumer = "";

    @Option(names = "--topic", paramLabel = "TOPIC", description = "From this topic.")
    private String topic = "";

    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "WAITING, PARKED, REPLAYED or DISCARDED.")
    private String status = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Events of this type.")
    private String type = "";

    @Option(names = "--error", paramLabel = "TEXT", description = "With this in their error.")
    private String error = "";

    private List<String> consumers() {
      return consumer.isEmpty() ? Consumers.NAMES : List.of(consumer);
    }

    private Map<String, String> criteria() {
      var criteria = new LinkedHashMap<String, String>();
      criteria.put("topic", topic);
      criteria.put("status", status.toUpperCase(Locale.ROOT));
      criteria.put("type", type);
      criteria.put("error", error);
      return criteria;
    }
  }

  @Command(name = "list", description = "Lists dead letters, newest first for each consumer.")
  static final class ListThem implements Callable<Integer> {

    @Mixin private final Filter filter = new Filter();

    @Option(
        names = {"-n", "--limit"},
        paramLabel = "COUNT",
        defaultValue = "20",
        description = "The most to show of a consumer; 20 if not given.")
    private int limit;

    private final Terminal terminal = StackCommand.terminal();

    @Override
    public Integer call() {
      try (var consumers = consumers()) {
        var letters = new ArrayList<Letter>();
        try {
          Consumers.withEach(
              filter.consumers(),
              one -> letters.addAll(consumers.deadLetters(one, filter.criteria(), limit)));
        } finally {
          print(letters);
        }
        if (letters.isEmpty()) {
          terminal.line("  No dead letters.");
        }
      }
      return 0;
    }

    private void print(List<Letter> letters) {
      if (!letters.isEmpty()) {
        var table = new Table();
        table.row(
            Stream.of("ID", "FAILED", "CONSUMER", "FROM", "EVENT", "STATUS")
                .map(terminal::faint)
                .toList());
        letters.forEach(letter -> table.row(row(letter)));
        table.print(terminal);
      }
    }

    private List<String> row(Letter letter) {
      return List.of(
          letter.text("id"),
          terminal.faint(time(letter.json().path("failedAt"))),
          letter.consumer(),
          "%s %s/%s"
              .formatted(letter.text("topic"), letter.text("partition"), letter.text("offset")),
          letter.text("eventType").isEmpty() ? "?" : printable(letter.text("eventType")),
          status(terminal, letter.text("status")));
    }
  }

  @Command(name = "show", description = "Shows a dead letter: what it is, why, and what was done.")
  static final class Show implements Callable<Integer> {

    private static final int FRAMES = 12;

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--stack-trace", description = "Show the whole stack trace.")
    private boolean whole;

    private final Terminal terminal = StackCommand.terminal();

    @Override
    public Integer call() {
      try (var consumers = consumers()) {
        var found = consumers.find(id);
        var shown = found.json();
        var letter = shown.path("deadLetter");
        var table = new Table();
        row(table, "consumer", found.consumer());
        row(
            table,
            "from",
            "%s, partition %d, offset %d"
                .formatted(
                    letter.path("topic").asString(""),
                    letter.path("partition").asInt(),
                    letter.path("offset").asLong()));
        row(table, "key", printable(letter.path("key").asString("")));
        row(table, "event", printable(letter.path("eventType").asString("unreadable")));
        row(table, "event id", printable(letter.path("eventId").asString("unreadable")));
        row(
            table,
            "failed",
            "%s, after %d attempts"
                .formatted(time(letter.path("failedAt")), letter.path("attempts").asInt()));
        row(table, "status", status(terminal, letter.path("status").asString("")));
        row(table, "failed replays", letter.path("replays").asString("0"));
        row(table, "error", terminal.bad(printable(letter.path("error").asString(""))));
        table.print(terminal);
        headers(shown.path("headers"));
        section("value, %s bytes".formatted(letter.path("size").asString("no")));
        terminal.line(
            "  "
                + printable(shown.path("value").asString(""))
                + (shown.path("truncated").asBoolean() ? terminal.faint(" and more") : ""));
        section("stack trace");
        shown
            .path("stackTrace")
            .asString("")
            .lines()
            .limit(whole ? Long.MAX_VALUE : FRAMES)
            .forEach(line -> terminal.line("  " + printable(line).replace("\t", "    ")));
        actions(shown.path("actions"));
      }
      return 0;
    }

    private void headers(JsonNode headers) {
      if (!headers.isEmpty()) {
        section("headers");
        var table = new Table();
        headers.forEach(
            header ->
                table.row(
                    List.of(
                        printable(header.path("name").asString("")),
                        printable(header.path("value").asString("")))));
        table.print(terminal);
      }
    }

    private void actions(JsonNode actions) {
      if (!actions.isEmpty()) {
        section("what was done");
        var table = new Table();
        actions.forEach(
            action ->
                table.row(
                    List.of(
                        terminal.faint(time(action.path("at"))),
                        action.path("who").asString(""),
                        lower(action.path("action").asString("")),
                        outcome(terminal, action.path("outcome").asString("")),
                        printable(
                            action.path("reason").asString(action.path("error").asString(""))))));
        table.print(terminal);
      }
    }

    private void section(String name) {
      terminal.blank();
      terminal.line("  " + terminal.faint(name));
    }

    private void row(Table table, String name, String value) {
      table.row(List.of(terminal.faint(name), value));
    }
  }

  @Command(
      name = "replay",
      description = "Delivers dead letters to their consumer again, and to nobody else.",
      footer = {
        "",
        "What was handled before has no second effect. A failure counts, and parks the dead letter",
        "when there are too many: then it takes --force, or --all --status PARKED."
      })
  static final class Replay implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..1")
    private String id = "";

    @Option(names = "--all", description = "All that match, in the order they came in.")
    private boolean all;

    @Mixin private final Filter filter = new Filter();

    @Option(
        names = "--rate",
        paramLabel = "COUNT",
        defaultValue = "10",
        description = "So many in a second at most; 10 if not given.")
    private int rate;

    @Option(names = "--force", description = "Also one that is parked or discarded.")
    private boolean force;

    private final Terminal terminal = StackCommand.terminal();

    @Override
    public Integer call() {
      if (all != id.isEmpty()) {
        throw new StackFailure(
            "Replay which?", "Name one, or say --all: ./stack dead-letters replay --help");
      }
      try (var consumers = consumers()) {
        return all ? replayAll(consumers) : replayOne(consumers);
      }
    }

    private int replayOne(Consumers consumers) {
      var result = consumers.replay(consumers.find(id), id, force);
      var outcome = result.path("outcome").asString("");
      var failed = outcome.equals("FAILED") || outcome.equals("PARKED");
      terminal.line(
          "  "
              + outcome(terminal, outcome)
              + (failed ? ": " + printable(result.at("/deadLetter/error").asString("")) : ""));
      return failed ? 1 : 0;
    }

    private int replayAll(Consumers consumers) {
      var failed = new AtomicBoolean();
      Consumers.withEach(
          filter.consumers(),
          consumer -> {
            if (replayAllOf(consumer, consumers) > 0) {
              failed.set(true);
            }
          });
      return failed.get() ? 1 : 0;
    }

    /** How many failed. */
    private int replayAllOf(String consumer, Consumers consumers) {
      var replay = consumers.replayMany(consumer, filter.criteria(), rate);
      var job = replay.path("id").asString("");
      while (!replay.path("status").asString("").equals("FINISHED")) {
        LockSupport.parkNanos(POLL.toNanos());
        replay = consumers.replayOfMany(consumer, job);
      }
      terminal.line(
          "  %-21s %d replayed, %d already handled, %d failed, %d parked"
              .formatted(
                  consumer,
                  replay.path("replayed").asInt(),
                  replay.path("alreadyHandled").asInt(),
                  replay.path("failed").asInt(),
                  replay.path("parked").asInt()));
      return replay.path("failed").asInt() + replay.path("parked").asInt();
    }
  }

  @Command(name = "discard", description = "Gives a dead letter up. It is kept, with the reason.")
  static final class Discard implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why, for whoever asks later.")
    private String reason = "";

    private final Terminal terminal = StackCommand.terminal();

    @Override
    public Integer call() {
      try (var consumers = consumers()) {
        consumers.discard(consumers.find(id), id, reason);
      }
      terminal.line("  discarded");
      return 0;
    }
  }

  private static String time(JsonNode instant) {
    return TIME.format(Instant.parse(instant.asString("")));
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String status(Terminal terminal, String status) {
    return switch (status) {
      case "WAITING" -> terminal.notable("waiting");
      case "PARKED" -> terminal.bad("parked");
      default -> lower(status);
    };
  }

  private static String outcome(Terminal terminal, String outcome) {
    return switch (outcome) {
      case "FAILED", "PARKED" -> terminal.bad(lower(outcome));
      default -> terminal.good(lower(outcome));
    };
  }

  /** What a record brings is shown, never obeyed: it may hold anything, escape sequences too. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "�");
  }
}
