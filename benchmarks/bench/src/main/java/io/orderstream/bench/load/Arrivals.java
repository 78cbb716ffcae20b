package io.orderstream.bench.load;

/**
 * When orders are to be sent, whatever became of those before. Times are nanoseconds since the load
 * began. Not for use by several threads.
 */
public interface Arrivals {

  /** Later than everything. */
  long NEVER = Long.MAX_VALUE;

  /** When the next order is to be sent; {@link #NEVER} if it was the last one before. */
  long next(long now);

  /** The next order is sent. */
  void taken();

  /** When the last order is to be sent; {@link #NEVER} where that is not known beforehand. */
  long end();

  /** How many orders were to be sent by now, and never will be. */
  long givenUp(long now);

  /**
   * Whether a sender that is told to come back later does so, instead of sending the next order.
   */
  boolean waitWhenTurnedAway();
}
