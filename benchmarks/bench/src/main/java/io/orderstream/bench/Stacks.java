package io.orderstream.bench;

import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.StackHome;
import java.nio.file.Path;

/** The stacks of this checkout. */
final class Stacks {

  private Stacks() {}

  static Path root() {
    return Path.of(System.getProperty("stack.root", "")).toAbsolutePath();
  }

  /** The one that runs, named by the environment as the launcher has it. */
  static Launcher running() {
    String named = System.getenv("STACK_HOME");
    Path directory = named == null || named.isBlank() ? root().resolve(".stack") : Path.of(named);
    StackHome home = new StackHome(directory.toAbsolutePath());
    return new Launcher(root(), home, home.portOffset());
  }

  /** One for measurements only. */
  static Launcher ofItsOwn(Path directory, int portOffset) {
    return new Launcher(root(), new StackHome(directory.toAbsolutePath()), portOffset);
  }
}
