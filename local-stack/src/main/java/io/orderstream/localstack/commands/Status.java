package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.terminal.Table;
import io.orderstream.localstack.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = "Shows each process. The exit code is 0 only if all of them run and answer.")
final class Status implements Callable<Integer> {

  private final Terminal terminal = StackCommand.terminal();

  @Override
  public Integer call() {
    var processes = StackCommand.stack().processes().members();
    var rows = processes.parallelStream().map(this::row).toList();
    var table = new Table();
    table.row(
        Stream.of("PROCESS", "STATE", "PID", "PORT", "MEMORY", "UPTIME")
            .map(terminal::faint)
            .toList());
    rows.forEach(row -> table.row(row.cells));
    table.print(terminal);
    var memory = rows.stream().mapToLong(Row::memory).sum();
    if (memory > 0) {
      terminal.line(terminal.faint("  %s in all".formatted(megabytes(memory))));
    }
    return rows.stream().allMatch(Row::answers) ? 0 : 1;
  }

  private record Row(boolean answers, long memory, List<String> cells) {}

  private Row row(ManagedProcess process) {
    var port = process.program().ports().getFirst().toString();
    var found = process.running();
    if (found.isEmpty()) {
      return new Row(false, 0, List.of(process.name(), terminal.bad("stopped"), "", port));
    }
    var running = found.get();
    var answers = process.program().isReady();
    var memory = running.memory();
    return new Row(
        answers,
        memory,
        List.of(
            process.name(),
            answers ? terminal.good("running") : terminal.notable("not ready"),
            Long.toString(running.pid()),
            port,
            megabytes(memory),
            readable(running.uptime())));
  }

  private static String megabytes(long bytes) {
    return "%d MB".formatted(bytes >> 20);
  }

  private static String readable(Duration time) {
    if (time.toDays() > 0) {
      return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d s".formatted(time.toSeconds());
  }
}
