package io.orderstream.localstack.commands;

import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.terminal.Progress;
import io.orderstream.localstack.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything in good order. Data is kept.")
final class Down implements Callable<Integer> {

  @Override
  public Integer call() {
    var stack = StackCommand.stack();
    try (var _ = LauncherLock.of(stack.home())) {
      stop(stack, StackCommand.terminal());
    }
    return 0;
  }

  static void stop(LocalStack stack, Terminal terminal) {
    var running =
        stack.processes().members().stream()
            .filter(process -> process.running().isPresent())
            .map(ManagedProcess::name)
            .toList();
    if (running.isEmpty()) {
      terminal.line("Nothing runs.");
      return;
    }
    try (var progress = new Progress(terminal, running)) {
      stack
          .processes()
          .needsLast(
              process -> {
                if (process.running().isPresent()) {
                  var step = progress.step(process.name());
                  step.doing("stopping");
                  process.stop();
                  step.done("stopped");
                }
              });
    }
  }
}
