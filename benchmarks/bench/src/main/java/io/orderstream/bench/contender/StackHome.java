package io.orderstream.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a running local stack keeps its things, and so where everything of it is found. */
public record StackHome(Path directory) {

  private static final int GATEWAY = 8080;
  private static final int POSTGRES = 15_432;
  private static final int KAFKA = 9092;
  private static final int SMTP = 1025;

  /** The stack that the environment names, as it does for the launcher. */
  public static StackHome ofEnvironment() {
    String named = System.getenv("STACK_HOME");
    return new StackHome(
        named == null || named.isBlank()
            ? Path.of(System.getProperty("stack.root", "")).toAbsolutePath().resolve(".stack")
            : Path.of(named).toAbsolutePath());
  }

  public URI gateway() {
    return URI.create("http://127.0.0.1:" + port(GATEWAY));
  }

  public int postgres() {
    return port(POSTGRES);
  }

  public String kafka() {
    return "127.0.0.1:" + port(KAFKA);
  }

  public int smtp() {
    return port(SMTP);
  }

  private int port(int standard) {
    try {
      return standard + Integer.parseInt(Files.readString(run().resolve("port-offset")).strip());
    } catch (IOException e) {
      throw new IllegalStateException("No stack runs in " + directory + ": ./stack up", e);
    }
  }

  /** The names of all processes that run, in alphabetical order. */
  public List<String> running() {
    try (Stream<Path> files = Files.list(run())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pid"))
          .map(name -> name.substring(0, name.length() - ".pid".length()))
          .filter(name -> process(name).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of a name, where it runs. */
  public Optional<ProcessHandle> process(String name) {
    try {
      String[] words = Files.readString(run().resolve(name + ".pid")).strip().split(" ", 2);
      return ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Path run() {
    return directory.resolve("run");
  }
}
