package io.orderstream.bench;

import java.time.Duration;

/** Tells what is done, and when, from its own beginning on. */
final class Progress {

  private final long began = System.nanoTime();

  void tell(String line) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("%3d:%02d  %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), line);
  }
}
