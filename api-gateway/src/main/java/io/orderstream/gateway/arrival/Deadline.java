package io.orderstream.gateway.arrival;

import java.time.Duration;

record Deadline(long nanoTime) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean hasPassed() {
    return System.nanoTime() - nanoTime > 0;
  }
}
