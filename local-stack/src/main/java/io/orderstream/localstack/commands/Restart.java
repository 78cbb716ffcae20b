package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.terminal.Progress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description = "Stops a process if it runs, and starts it again from the newest build.")
final class Restart implements Callable<Integer> {

  @Parameters(paramLabel = "PROCESS")
  private String name = "";

  @Override
  public Integer call() {
    var stack = StackCommand.stack();
    var process = stack.processes().named(name);
    try (var _ = LauncherLock.of(stack.home())) {
      stack.claim();
      restart(process);
    }
    return 0;
  }

  private static void restart(ManagedProcess process) {
    try (var progress = new Progress(StackCommand.terminal(), List.of(process.name()))) {
      var step = progress.step(process.name());
      try {
        if (process.running().isPresent()) {
          step.doing("stopping");
          process.stop();
        }
        step.doing("starting");
        process.start(step::busy);
        step.done();
      } catch (RuntimeException e) {
        step.failed();
        throw e;
      }
    }
  }
}
