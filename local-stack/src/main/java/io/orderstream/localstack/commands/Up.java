package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.ProcessGroup;
import io.orderstream.localstack.terminal.Progress;
import io.orderstream.localstack.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "up",
    description = "Starts what does not run yet, and shows where everything is.",
    footer = {"", "Services that are missing, or older than their sources, are built first."})
final class Up implements Callable<Integer> {

  @Parameters(paramLabel = "PROCESS", description = "Start only these, and what they need.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    var terminal = StackCommand.terminal();
    var stack = StackCommand.stack();
    var chosen = stack.processes().withNeeds(names);
    try (var _ = LauncherLock.of(stack.home())) {
      stack.claimPorts();
      start(chosen, terminal);
    }
    if (chosen.names().containsAll(List.of("order-service", "inventory-service"))) {
      new CatalogueArrival(stack.kafka(), terminal).await();
    }
    new Overview(stack, terminal).print(chosen);
    return 0;
  }

  private static void start(ProcessGroup chosen, Terminal terminal) {
    try (var progress = new Progress(terminal, chosen.names())) {
      chosen.needsFirst(process -> start(process, progress.step(process.name())));
    }
  }

  private static void start(ManagedProcess process, Progress.Step step) {
    try {
      step.doing("starting");
      if (process.start(step::busy)) {
        step.done();
      } else {
        step.done("already runs");
      }
    } catch (RuntimeException e) {
      step.failed();
      throw e;
    }
  }
}
