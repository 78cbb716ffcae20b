package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.MeasuredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lets processes stand still and go on. */
final class Signals {

  private Signals() {}

  static void stop(Collection<MeasuredProcess> processes) {
    send("-STOP", processes);
  }

  static void goOn(Collection<MeasuredProcess> processes) {
    send("-CONT", processes);
  }

  private static void send(String signal, Collection<MeasuredProcess> processes) {
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
