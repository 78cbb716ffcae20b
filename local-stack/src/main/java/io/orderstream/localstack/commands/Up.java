package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.ProcessGroup;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.terminal.Progress;
import io.orderstream.localstack.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "up",
    description = "Starts what does not run yet, and shows where everything is.",
    footer = {"", "Services that are missing, or older than their sources, are built first."})
final class Up implements Callable<Integer> {

  @Parameters(paramLabel = "PROCESS", description = "Start only these, and what they need.")
  private List<String> names = List.of();

  @Option(
      names = "--instances",
      paramLabel = "SERVICE=COUNT",
      split = ",",
      description = {
        "Run so many instances of a service, such as order-service=3.",
        "Remembered, as --brokers is, until ./stack reset."
      })
  private Map<String, Integer> instances = Map.of();

  @Option(
      names = "--brokers",
      paramLabel = "COUNT",
      description = "Run so many Kafka brokers: 1 or 3.")
  private @Nullable Integer brokers;

  @Override
  public Integer call() {
    var terminal = StackCommand.terminal();
    var former = StackCommand.stack();
    if (!names.isEmpty() && (brokers != null || !instances.isEmpty())) {
      throw new StackFailure(
          "How many there are of each is a matter of the whole stack.",
          "Name no process beside --instances or --brokers.");
    }
    var stack = former.as(former.topology().with(brokers, instances));
    var chosen = stack.withNeeds(names);
    try (var _ = LauncherLock.of(stack.home())) {
      stack.claim();
      start(chosen, stack.gateways(), terminal);
    }
    if (chosen.names().containsAll(List.of("order-service", "inventory-service"))) {
      new CatalogueArrival(stack.kafka(), terminal).await();
    }
    new Overview(stack, terminal).print(chosen);
    return 0;
  }

  private static void start(ProcessGroup chosen, List<String> gateways, Terminal terminal) {
    try (var progress = new Progress(terminal, chosen.names())) {
      chosen.needsFirst(
          process -> {
            var step = progress.step(process.name());
            if (gateways.contains(process.name()) && process.isOutdated()) {
              step.doing("stopping");
              process.stop();
            }
            start(process, step);
          });
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
