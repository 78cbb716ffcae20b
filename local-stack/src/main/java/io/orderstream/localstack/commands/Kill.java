package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.StackFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "kill",
    description =
        "Kills a process with kill -9, to see what happens. Restart it with restart or up.")
final class Kill implements Callable<Integer> {

  @Parameters(paramLabel = "PROCESS")
  private String name = "";

  @Override
  public Integer call() {
    var stack = StackCommand.stack();
    var process = stack.processes().named(name);
    try (var _ = LauncherLock.of(stack.home())) {
      var killed =
          process
              .kill()
              .orElseThrow(
                  () -> new StackFailure(name + " does not run.", "Start it: ./stack up " + name));
      StackCommand.terminal()
          .line(
              "%s (pid %d) is killed. Start it again: ./stack restart %1$s"
                  .formatted(name, killed.pid()));
    }
    return 0;
  }
}
