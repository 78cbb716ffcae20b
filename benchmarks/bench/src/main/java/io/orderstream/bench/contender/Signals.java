package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets processes stand still and go on; when this one ends, all go on. */
final class Signals {

  private static final Set<MeasuredProcess> STOPPED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> send("-CONT", STOPPED)));
  }

  private Signals() {}

  static void stop(Collection<MeasuredProcess> processes) {
    STOPPED.addAll(processes); // first: this process may end at any time
    send("-STOP", processes);
  }

  static void goOn(Collection<MeasuredProcess> processes) {
    send("-CONT", processes);
    STOPPED.removeAll(processes);
  }

  private static void send(String signal, Collection<MeasuredProcess> processes) {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
