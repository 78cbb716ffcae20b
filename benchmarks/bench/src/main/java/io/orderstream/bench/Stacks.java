package io.orderstream.bench;

import io.orderstream.bench.contender.Launcher;
import io.orderstream.bench.contender.StackHome;
import java.nio.file.Path;

/** The stacks of this checkout. */
final class Stacks {

  /** Keeps every port below those that the system hands out to clients. */
  private static final int PORT_OFFSET = 10_000;

  private Stacks() {}

  static Path root() {
    return Path.of(System.getProperty("stack.root", "")).toAbsolutePath();
  }

  /** The chain's program. */
  static Path chain() {
    return root().resolve("benchmarks/request-response/target/request-response.jar");
  }

  /** The one that runs, named by the environment as the launcher has it. */
  static Launcher running() {
    String named = System.getenv("STACK_HOME");
    Path directory = named == null || named.isBlank() ? root().resolve(".stack") : Path.of(named);
    StackHome home = new StackHome(directory.toAbsolutePath());
    return new Launcher(root(), home, home.portOffset());
  }

  /** One for measurements only, on the ports that the environment names, if it names any. */
  static Launcher ofItsOwn(Path directory) {
    String offset = System.getenv("STACK_PORT_OFFSET");
    return new Launcher(
        root(),
        new StackHome(directory.toAbsolutePath()),
        offset == null || offset.isBlank() ? PORT_OFFSET : Integer.parseInt(offset.strip()));
  }
}
