package io.orderstream.localstack.commands;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what a process printed last, or all of them.")
final class Logs implements Callable<Integer> {

  @Parameters(paramLabel = "PROCESS", arity = "0..1", description = "Default: all.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "COUNT",
      description = "How many lines of each. Default: 100 of one process, 10 of each of all.")
  private @Nullable Integer lines;

  @Override
  public Integer call() {
    var terminal = StackCommand.terminal();
    var processes = StackCommand.stack().processes();
    if (name != null) {
      processes.named(name).log().last(lines == null ? 100 : lines).forEach(terminal::line);
      return 0;
    }
    for (var process : processes.members()) {
      List<String> last = process.log().last(lines == null ? 10 : lines);
      if (!last.isEmpty()) {
        terminal.line(terminal.bold("== %s  %s".formatted(process.name(), process.log().path())));
        last.forEach(terminal::line);
        terminal.blank();
      }
    }
    return 0;
  }
}
