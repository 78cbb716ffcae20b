package io.orderstream.localstack.commands;

import io.orderstream.localstack.LocalStack;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands share. */
@Command(
    name = "./stack",
    description = "Runs the whole Orderstream platform on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      Restart.class,
      Kill.class,
      Tail.class,
      Token.class,
      DeadLetters.class,
      Rebuild.class,
      Demo.class,
      AuditCommand.class,
      Reset.class
    },
    footer = {
      "",
      "Measuring, a tool of its own:",
      "  bench               the platform beside the same shop as a chain of calls",
      "",
      "Environment:",
      "  STACK_HOME          where state is kept; default: .stack in the checkout",
      "  STACK_PORT_OFFSET   added to every port, so that stacks run side by side",
      "  NO_COLOR            no colours when set"
    })
final class StackCommand {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // Picocli reads the annotation.
  private boolean help;

  static Terminal terminal() {
    return Terminal.standard();
  }

  /** The stack that the environment names. */
  static LocalStack stack() {
    var sources = Path.of(System.getProperty("stack.root", "")).toAbsolutePath();
    var named = System.getenv("STACK_HOME");
    var directory = named == null || named.isBlank() ? sources.resolve(".stack") : Path.of(named);
    var home = new StackHome(sources, directory.toAbsolutePath().normalize());
    return new LocalStack(home, Ports.withOffset(System.getenv("STACK_PORT_OFFSET")));
  }
}
