package io.orderstream.localstack.commands;

import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.kafka.KafkaTopics;
import io.orderstream.localstack.processes.ProcessGroup;
import io.orderstream.localstack.terminal.Table;
import io.orderstream.localstack.terminal.Terminal;
import java.util.List;

/** Where everything is, and what to try next. */
record Overview(LocalStack stack, Terminal terminal) {

  void print(ProcessGroup started) {
    var ports = stack.ports();
    var names = started.names();
    var table = new Table();
    if (names.contains("api-gateway")) {
      row(table, "Shop API", "http://127.0.0.1:%d/api/v1/items".formatted(ports.gateway()));
      for (var number = 2; number <= stack.topology().instancesOf("api-gateway"); number++) {
        row(table, "", "http://127.0.0.1:%d/api/v1/items".formatted(ports.gateway(number)));
      }
      row(table, "API pages", "http://127.0.0.1:%d/docs".formatted(ports.gateway()));
      row(
          table,
          "Access token",
          "./stack token  " + terminal.faint("for alice; --as bob, storefront, staff, ops"));
    }
    if (names.contains("mail")) {
      row(table, "Mails", "http://127.0.0.1:%d".formatted(ports.mailApi()));
    }
    if (names.contains("postgres")) {
      row(
          table,
          "PostgreSQL",
          "postgresql://orders:orders@127.0.0.1:%d/orders".formatted(ports.postgres()));
      row(table, "", terminal.faint("also inventory and notifications"));
    }
    if (names.contains("kafka")) {
      row(table, "Kafka", stack.kafka().bootstrapServers());
      KafkaTopics.of(stack.kafka()).ofEvents().forEach(topic -> row(table, "", topic(topic)));
    }
    terminal.blank();
    table.print(terminal);
    terminal.blank();
    terminal.line(
        names.size() == stack.processes().names().size()
            ? next("./stack demo", "places some orders and shows them settle")
            : next("./stack status", "shows what runs"));
  }

  private void row(Table table, String what, String where) {
    table.row(List.of(terminal.bold(what), where));
  }

  private String topic(String name) {
    return name + "  " + terminal.faint("./stack tail " + KafkaTopics.shortName(name));
  }

  private String next(String command, String effect) {
    return "  Next: %s  %s".formatted(terminal.good(command), terminal.faint(effect));
  }
}
