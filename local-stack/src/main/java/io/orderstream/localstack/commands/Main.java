package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The launcher. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Carries out one command; returns the exit code. */
  static int run(String... arguments) {
    return new CommandLine(new StackCommand())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                StackCommand.terminal().colours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, _, _) -> report(failure))
        .execute(arguments);
  }

  private static int report(Exception failure) {
    var terminal = Terminal.standardError();
    Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
        .forEach(
            problem -> {
              terminal.blank();
              if (problem instanceof StackFailure known) {
                terminal.line(terminal.bad(terminal.either("✘ ", "x ")) + known.getMessage());
                terminal.line("  " + terminal.either("→ ", "> ") + known.wayOut());
              } else {
                terminal.line(terminal.bad("Unexpected: ") + problem);
                details(problem)
                    .ifPresent(path -> terminal.line("  Please report it, with " + path));
              }
            });
    return 1;
  }

  private static Optional<Path> details(Throwable problem) {
    try {
      var path = Files.createTempFile("orderstream-stack-", ".txt");
      try (var writer = new PrintWriter(Files.newBufferedWriter(path))) {
        problem.printStackTrace(writer);
      }
      return Optional.of(path);
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
