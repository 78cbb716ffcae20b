package io.orderstream.bench;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The measuring tool. */
@Command(
    name = "./stack bench",
    description = "Measures what the platform can do on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LoadCommand.class, RunCommand.class, ShortCommand.class})
public final class Bench {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // Picocli reads the annotation.
  private boolean help;

  private Bench() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Bench())
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, _, _) -> report(failure))
            .execute(arguments));
  }

  private static int report(Exception failure) throws Exception {
    if (failure instanceof IllegalStateException) {
      System.err.println(failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
