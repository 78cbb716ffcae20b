package io.orderstream.localstack.commands;

import io.orderstream.localstack.processes.DirectoryTree;
import io.orderstream.localstack.processes.LauncherLock;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.processes.Topology;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reset",
    description = "Stops everything and deletes all data: orders, stock, events, mails.")
final class Reset implements Callable<Integer> {

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    var stack = StackCommand.stack();
    var terminal = StackCommand.terminal();
    var data = stack.home().directory().resolve("data");
    if (!yes && !confirms(data)) {
      terminal.line("Nothing is changed.");
      return 1;
    }
    try (var _ = LauncherLock.of(stack.home())) {
      Down.stop(stack, terminal);
      delete(data);
      delete(stack.home().directory().resolve("logs"));
      Topology.forget(stack.home());
    }
    terminal.line("All data is deleted. ./stack up starts anew.");
    return 0;
  }

  private static boolean confirms(Path data) {
    var terminal = StackCommand.terminal();
    terminal.out().print("Delete everything in %s? [y/N] ".formatted(data));
    terminal.out().flush();
    var input = new Scanner(System.in, Charset.defaultCharset());
    return input.hasNextLine() && input.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static void delete(Path directory) {
    try {
      DirectoryTree.delete(directory);
    } catch (IOException e) {
      throw StackFailure.unusable(directory, e);
    }
  }
}
