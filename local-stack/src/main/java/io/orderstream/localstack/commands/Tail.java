package io.orderstream.localstack.commands;

import io.orderstream.localstack.kafka.EventLine;
import io.orderstream.localstack.kafka.KafkaTopics;
import io.orderstream.localstack.kafka.TopicReader;
import io.orderstream.localstack.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "tail",
    description = "Shows the events of a topic as they come, a line each, until Ctrl-C.",
    footer = {"", "A line holds time, partition/offset, key, type and data."})
final class Tail implements Callable<Integer> {

  private static final int DATA = 160;

  private final Terminal terminal = StackCommand.terminal();

  @Parameters(
      paramLabel = "TOPIC",
      description = "Its name, or for short what it is about: orders, reservations, items.")
  private String topic = "";

  @Option(
      names = {"-b", "--from-beginning"},
      description = "Begin with the oldest event that is kept.")
  private boolean fromBeginning;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      description = "End after so many events.")
  private long limit = Long.MAX_VALUE;

  private long shown;

  @Override
  public Integer call() {
    var kafka = StackCommand.stack().kafka();
    var name = KafkaTopics.of(kafka).find(topic);
    try (var reader = new TopicReader(kafka, name, fromBeginning)) {
      terminal.line(terminal.faint(name));
      while (shown < limit && !terminal.out().checkError()) {
        reader.poll(this::print);
      }
    }
    return 0;
  }

  private void print(EventLine event) {
    if (shown++ >= limit) {
      return;
    }
    var data = event.data();
    terminal.line(
        "%s  %s  %s  %s  %s"
            .formatted(
                terminal.faint(event.time()),
                terminal.faint("%-7s".formatted(event.position())),
                event.key(),
                terminal.bold(event.type()),
                data.length() > DATA
                    ? data.substring(0, DATA) + terminal.either("…", "...")
                    : data));
  }
}
