package io.orderstream.bench.load;

import java.util.UUID;

/** Is told of orders when they are accepted; must not keep the caller. */
@FunctionalInterface
public interface Acceptances {

  /** Nobody wants to know. */
  Acceptances UNHEARD = (_, _, _) -> {};

  /**
   * An order was accepted. Times are those of {@link System#nanoTime}.
   *
   * @param intended when it was to be sent
   * @param answered when its answer came in
   */
  void accepted(UUID order, long intended, long answered);
}
