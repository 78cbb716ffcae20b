package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.Disk;
import io.orderstream.bench.accounting.MeasuredProcess;
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

  private static final String PID_FILE = ".pid";

  private static final int GATEWAY = 8080;
  private static final int POSTGRES = 15_432;
  private static final int KAFKA = 9092;
  private static final int SMTP = 1025;
  private static final int MAIL_API = 8025;

  public URI gateway() {
    return http(GATEWAY);
  }

  int postgres() {
    return port(POSTGRES);
  }

  public String kafka() {
    return "127.0.0.1:" + port(KAFKA);
  }

  int smtp() {
    return port(SMTP);
  }

  URI mailApi() {
    return http(MAIL_API);
  }

  private URI http(int standard) {
    return URI.create("http://127.0.0.1:" + port(standard));
  }

  /** Where a port is that is the given one in a stack without an offset. */
  int port(int standard) {
    return standard + portOffset();
  }

  public int portOffset() {
    try {
      return Integer.parseInt(Files.readString(run().resolve("port-offset")).strip());
    } catch (IOException e) {
      throw new IllegalStateException("No stack runs in " + directory + ": ./stack up", e);
    }
  }

  Disk disk() {
    return new Disk(directory);
  }

  Path log(String process) {
    return directory.resolve("logs").resolve(process + ".log");
  }

  /** All processes that run, in alphabetical order. */
  List<MeasuredProcess> running() {
    try (Stream<Path> files = Files.list(run())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(PID_FILE))
          .map(name -> name.substring(0, name.length() - PID_FILE.length()))
          .sorted()
          .flatMap(name -> process(name).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process of a name, where it runs. */
  Optional<MeasuredProcess> process(String name) {
    try {
      String[] words = Files.readString(run().resolve(name + PID_FILE)).strip().split(" ", 2);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .map(process -> new MeasuredProcess(name, process.pid()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Path run() {
    return directory.resolve("run");
  }
}
