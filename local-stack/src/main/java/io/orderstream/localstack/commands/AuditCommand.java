package io.orderstream.localstack.commands;

import io.orderstream.audit.Audit;
import io.orderstream.audit.AuditReport;
import io.orderstream.audit.Breach;
import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.terminal.Progress;
import io.orderstream.localstack.terminal.Table;
import io.orderstream.localstack.terminal.Terminal;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description =
        "Checks every order that was ever accepted: databases, topics and mails against each other.",
    footer = {
      "",
      "The exit code is 0 only if nothing breaks a rule.",
      "Orders may go on being placed meanwhile."
    })
final class AuditCommand implements Callable<Integer> {

  private final Terminal terminal = StackCommand.terminal();

  @Option(
      names = "--settling-time",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Leave out orders that changed more recently; default: ${DEFAULT-VALUE}. 0 for all.")
  private long settlingTime;

  @Option(
      names = "--show",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "Name at most so many breaches of each rule; default: ${DEFAULT-VALUE}.")
  private int shown;

  @Override
  public Integer call() {
    var stack = StackCommand.stack();
    var breaches = new ArrayDeque<Breach>();
    var report = run(stack, breaches);
    print(report);
    name(breaches, report);
    return report.isClean() ? 0 : 1;
  }

  private AuditReport run(LocalStack stack, Queue<Breach> breaches) {
    var audit = new Audit(stack.audited(), Duration.ofSeconds(settlingTime));
    try (var progress = new Progress(terminal, List.of("audit"))) {
      var step = progress.step("audit");
      var report = audit.run(step::doing, breach -> keepSome(breaches, breach));
      step.done("%,d orders".formatted(report.orders()));
      return report;
    } catch (SQLException | IOException | KafkaException e) {
      throw new StackFailure(
          "The audit cannot read everything: %s.".formatted(e.getMessage()),
          "Start what does not run: ./stack up");
    }
  }

  private void keepSome(Queue<Breach> breaches, Breach breach) {
    var ofItsRule = breaches.stream().filter(other -> other.rule() == breach.rule()).count();
    if (ofItsRule < shown) {
      breaches.add(breach);
    }
  }

  private void print(AuditReport report) {
    var table = new Table();
    table.row(
        List.of(
            "", terminal.faint("RULE"), terminal.faint("EXAMINED"), terminal.faint("BREACHES")));
    for (var result : report.results()) {
      var clean = result.breaches() == 0;
      table.row(
          List.of(
              clean
                  ? terminal.good(terminal.either("✔", "ok"))
                  : terminal.bad(terminal.either("✘", "x")),
              result.rule().title(),
              "%,d".formatted(result.examined()),
              clean ? "0" : terminal.bad("%,d".formatted(result.breaches()))));
    }
    terminal.blank();
    table.print(terminal);
    terminal.blank();
    report.notes().forEach(note -> terminal.line("  " + terminal.faint(note)));
  }

  private void name(Queue<Breach> breaches, AuditReport report) {
    if (report.isClean()) {
      terminal.line("  " + terminal.good("Everything adds up."));
      return;
    }
    for (var breach : breaches) {
      terminal.line(
          "  %s  %s  %s"
              .formatted(
                  terminal.bad(breach.rule().name()),
                  terminal.bold(breach.subject()),
                  breach.detail()));
    }
    var hidden = report.breaches() - breaches.size();
    if (hidden > 0) {
      terminal.line(terminal.faint("  and %,d more: --show".formatted(hidden)));
    }
  }
}
