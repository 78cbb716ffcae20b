package io.orderstream.localstack.processes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A program of the stack: how it is run, and how to tell that it is ready. */
public interface Program {

  String name();

  /** Names of the programs that have to be ready before this one is prepared. */
  default Set<String> needs() {
    return Set.of();
  }

  /** The ports it listens on, the one that users call first. */
  List<Integer> ports();

  /**
   * Makes ready what {@link #launch()} names, and clears what a killed run left behind. Called
   * while the program does not run.
   *
   * @param activity told what is being done when it takes longer than a moment
   */
  void prepare(Consumer<String> activity);

  Launch launch();

  /** Whether the program answers now; returns within a second or so. */
  boolean isReady();

  /** Called once after each start, as soon as the program is ready. */
  default void settle() {}

  /** How long the program may take from its start until it is ready. */
  default Duration startLimit() {
    return Duration.ofSeconds(90);
  }

  /** How long the program may take to stop before it is killed. */
  default Duration stopLimit() {
    return Duration.ofSeconds(30);
  }

  /** Asks the program to end in good order. */
  default void askToStop(ProcessHandle process) {
    process.destroy();
  }
}
